using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.Engines.Vault;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

public sealed class VaultEscapeTests
{
    [Fact]
    public async Task A_link_planted_on_the_way_that_leads_out_is_not_gone_through()
    {
        using var place = new VaultPlace();
        var file = place.Write("folder/deep/file", "1");
        place.Write("folder/link", "");
        File.Delete(Path.Combine(place.Source, "folder/link"));
        File.CreateSymbolicLink(Path.Combine(place.Source, "folder/link"), "x");
        await place.Backup();
        var outside = Directory.CreateDirectory(Path.Combine(place.Folder, "outside")).FullName;
        Directory.CreateDirectory(place.Restored(""));
        Directory.CreateSymbolicLink(place.Restored("folder"), outside);

        var outcome = await place.Restore(overwrite: true);

        Assert.Empty(Directory.GetFileSystemEntries(outside));
        Assert.Equal(
            ["folder", "folder/deep", "folder/deep/file", "folder/link"],
            outcome.Errors.Select(error => Path.GetRelativePath(place.Source, error.Path)).Order(StringComparer.Ordinal));
        Assert.All(outcome.Errors, error => Assert.Equal(DiskException.ELOOP, error.Code));
        Assert.Equal(outside, new FileInfo(place.Restored("folder")).LinkTarget);
        Assert.Equal(0, outcome.FilesRestored);
        Assert.True(File.Exists(file));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("../out-and-more")]
    [InlineData("..")]
    public async Task A_relative_link_that_leads_out_is_not_gone_through(string target)
    {
        using var place = new VaultPlace();
        place.Write("folder/file", "1");
        await place.Backup();
        Directory.CreateDirectory(Path.Combine(place.Folder, "outside"));
        Directory.CreateDirectory(Path.Combine(place.Folder, "out-and-more"));
        Directory.CreateDirectory(place.Out);
        var first = Path.Combine(place.Out, place.Source.Split('/')[1]);
        Directory.CreateSymbolicLink(first, target);

        var outcome = await place.Restore(overwrite: true);

        Assert.Equal((0, 1), (outcome.FilesRestored, outcome.Errors.Count(error => error.Path.EndsWith("/file", StringComparison.Ordinal))));
        Assert.Equal(target, new FileInfo(first).LinkTarget);
    }

    [Fact]
    public async Task A_link_on_the_way_that_stays_inside_is_gone_through()
    {
        using var place = new VaultPlace();
        place.Write("lib/file", "1");
        await place.Backup();
        Directory.CreateDirectory(place.Restored("usr/lib"));
        Directory.CreateSymbolicLink(place.Restored("lib"), "usr/lib");

        var outcome = await place.Restore(overwrite: true);

        Assert.Empty(outcome.Errors);
        Assert.Equal("1", File.ReadAllText(place.Restored("usr/lib/file")));
        Assert.Equal("usr/lib", new FileInfo(place.Restored("lib")).LinkTarget);
    }

    [Fact]
    public async Task A_link_that_another_user_planted_is_not_gone_through_even_inside()
    {
        using var place = new VaultPlace();
        place.Write("folder/file", "1");
        await place.Backup();
        var other = Directory.CreateDirectory(place.Restored("other")).FullName;
        Directory.CreateSymbolicLink(place.Restored("folder"), other);
        // Only root can make what root must mind; for anyone else all links are one's own.
        var root = LinuxFiles.User == 0;
        if (root)
        {
            LinuxFiles.SetOwner(place.Restored("folder"), 12345, 12345);
        }

        var outcome = await place.Restore(overwrite: true);

        Assert.Equal(root ? [DiskException.ELOOP, DiskException.ELOOP] : [], outcome.Errors.Select(error => error.Code));
        Assert.Equal(!root, File.Exists(Path.Combine(other, "file")));
    }

    [Fact]
    public async Task A_link_that_is_restored_is_never_the_way_to_a_file()
    {
        using var place = new VaultPlace();
        var outside = Directory.CreateDirectory(Path.Combine(place.Folder, "outside")).FullName;
        Craft(place, Link("/a", outside), File_("/a/file"));

        var outcome = await place.Restore(id: 9, overwrite: true);

        Assert.Empty(Directory.GetFileSystemEntries(outside));
        Assert.Equal(("/a", DiskException.EISDIR), (outcome.Errors[0].Path, outcome.Errors[0].Code));
        Assert.True(File.Exists(Path.Combine(place.Out, "a/file")));
    }

    [Theory]
    [InlineData("/../escaped")]
    [InlineData("/a/../../escaped")]
    [InlineData("/a/..")]
    [InlineData("/./a")]
    [InlineData("//a")]
    [InlineData("/a\0b")]
    [InlineData("escaped")]
    [InlineData("")]
    [InlineData("/")]
    public async Task A_path_that_no_backup_makes_is_refused(string path)
    {
        using var place = new VaultPlace();
        Craft(place, File_(path), File_("/good"));

        var outcome = await place.Restore(id: 9, overwrite: true);

        Assert.Equal((path, DiskException.EINVAL), (Assert.Single(outcome.Errors).Path, outcome.Errors[0].Code));
        Assert.Equal(["good"], Directory.GetFileSystemEntries(place.Out, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
        Assert.Equal(["out", "source", "vault"], Directory.GetFileSystemEntries(place.Folder).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData(@"C:\Users\me\x", "C/Users/me/x")]
    [InlineData(@"\\server\share\x", "server/share/x")]
    [InlineData(@"C:\", "C")]
    [InlineData(@"C:\a\..\b", null)]
    [InlineData(@"C:\a/../b", null)]
    [InlineData("/a/b", null)]
    public void Windows_paths_are_made_anew_below_the_drives_letter(string path, string? names)
    {
        using var place = new VaultPlace();
        Assert.Equal(names, Destination.Open(place.Out, windowsPaths: true).Parts(path) is { } parts ? string.Join('/', parts) : null);
    }

    private static ManifestEntry File_(string path) => new(EntryKind.File, path, Facts(FileKind.File), null, []);

    private static ManifestEntry Link(string path, string target) => new(EntryKind.Link, path, Facts(FileKind.Link), target, []);

    private static FileFacts Facts(FileKind kind) => default(FileFacts) with { Kind = kind, Mode = 0x1A4 };

    // A manifest that is whole by all its checksums and yet no work of ours.
    private static void Craft(VaultPlace place, params ManifestEntry[] entries)
    {
        _ = place.Engine;
        using var manifest = new ManifestWriter(
            Path.Combine(place.Vault, "manifests", "9-1.manifest"), new Disk(), new(9, 1, DateTimeOffset.UnixEpoch, Windows: false));
        foreach (var entry in entries)
        {
            manifest.Add(entry);
        }
        manifest.Commit();
    }
}

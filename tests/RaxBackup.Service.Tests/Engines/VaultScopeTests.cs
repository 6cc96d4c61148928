using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using RaxBackup.Service.Engines.Vault;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

public sealed class VaultScopeTests
{
    [Fact]
    public async Task Includes_that_overlap_are_taken_once_and_excludes_win()
    {
        using var place = new VaultPlace();
        place.Write("a/1", "1");
        place.Write("a/b/2", "2");
        place.Write("a/b/out/3", "3");
        place.Write("a/bc/4", "4");
        place.Write("a/out.txt", "5");
        place.Write("other", "6");
        string At(string name) => Path.Combine(place.Source, name);

        var outcome = await place.Backup(
            include: [At("a/b"), At("a/b/2"), At("a") + "/", At("a/./b/../b"), At("other")],
            exclude: [At("a/b/out"), At("a/out.txt"), At("elsewhere")]);
        await place.Restore();

        Assert.Equal(4, outcome.FilesSearched);
        Assert.Empty(outcome.Errors);
        Assert.Equal(["a/1", "a/b/2", "a/bc/4", "other"], Files(place.Restored("")));
        Assert.False(Directory.Exists(place.Restored("a/b/out")));
    }

    [Fact]
    public async Task An_include_inside_an_exclude_stays_out()
    {
        using var place = new VaultPlace();
        var inner = place.Write("a/b/c/1", "1");
        place.Write("a/2", "2");

        await place.Backup(include: [Path.Combine(place.Source, "a"), inner], exclude: [Path.Combine(place.Source, "a/b")]);
        await place.Restore();

        Assert.Equal(["a/2"], Files(place.Restored("")));
    }

    [Fact]
    public async Task An_include_that_does_not_exist_is_an_error_and_the_others_go_on()
    {
        using var place = new VaultPlace();
        var there = place.Write("there", "1");
        var missing = Path.Combine(place.Source, "missing");
        var below = Path.Combine(there, "below a file");

        var outcome = await place.Backup(include: [missing, there, below, "relative/path"]);

        Assert.Equal([(missing, 2), (below, 2), ("relative/path", 22)], outcome.Errors.Select(error => (error.Path, error.Code)));
        Assert.Equal(1, outcome.FilesBackedUp);
    }

    [Theory]
    [InlineData("nothing/here")]
    [InlineData(null)]
    public async Task Where_nothing_exists_there_is_no_backup(string? name)
    {
        using var place = new VaultPlace();
        string[] include = name is null ? [] : [Path.Combine(place.Source, name)];

        var failure = await Assert.ThrowsAsync<EngineException>(() => place.Backup(include: include));

        Assert.Equal(EngineFailure.NothingToBackUp, failure.Failure);
        Assert.Contains(name ?? "includes nothing", failure.Message);
        Assert.Empty(await place.Engine.ListAsync(default));
    }

    [Fact]
    public async Task An_included_folder_that_is_a_link_is_followed_and_no_other_link_is()
    {
        using var place = new VaultPlace();
        place.Write("real/file", "1");
        place.Write("real/inner/file", "2");
        var link = Path.Combine(place.Source, "link");
        Directory.CreateSymbolicLink(link, "real");
        Directory.CreateSymbolicLink(Path.Combine(place.Source, "real/again"), "inner");

        await place.Backup(include: [link]);
        await place.Restore();

        Assert.Equal(["again", "file", "inner/file"], Files(place.Restored("link")));
        Assert.Equal("inner", new FileInfo(place.Restored("link/again")).LinkTarget);
    }

    [Fact]
    public async Task The_vault_inside_an_included_folder_is_left_out_under_whatever_name()
    {
        using var place = new VaultPlace { VaultFolder = "source/backups/vault" };
        place.Write("file", "1");
        var alias = Path.Combine(place.Folder, "alias");
        Directory.CreateSymbolicLink(alias, place.Source);

        await place.Backup(1);
        var viaLink = await place.Backup(2, include: [alias]);
        await place.Restore(1);

        Assert.Equal(1, viaLink.FilesSearched);
        Assert.Equal(["file"], Files(place.Restored("")));
    }

    [Fact]
    public void The_kernels_own_folders_are_known_as_such() => Assert.Contains("/proc", PseudoFileSystems.MountPoints());

    [Theory]
    [InlineData("/a", "/a/b", -1)]
    [InlineData("/a/b", "/a!", -1)]
    [InlineData("/a/b", "/a.b", -1)]
    [InlineData("/a/\uE000", "/a/z", 1)]
    [InlineData("/", "/a", -1)]
    [InlineData("/a", "/a", 0)]
    public void A_folders_contents_come_before_its_next_sibling(string one, string other, int order)
    {
        Assert.Equal(order, PathOrder.Instance.Compare(one, other));
        Assert.Equal(-order, PathOrder.Instance.Compare(other, one));
    }

    private static string[] Files(string root) => Directory
        .GetFileSystemEntries(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Where(path => FileFacts.Of(path).Kind != FileKind.Folder && !path.Contains("/again/"))
        .Select(path => Path.GetRelativePath(root, path)).Order(System.StringComparer.Ordinal).ToArray();
}

using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

public sealed class VaultRestoreTests
{
    [Fact]
    public async Task Without_overwrite_what_exists_is_left_and_counted()
    {
        using var place = new VaultPlace();
        place.Write("a", "backed up");
        place.Write("b", "backed up");
        File.CreateSymbolicLink(Path.Combine(place.Source, "link"), "a");
        await place.Backup();
        place.Write("a", "newer");

        var outcome = await place.Restore(to: "/");

        Assert.Equal((0, 3), (outcome.FilesRestored, outcome.FilesSkipped));
        Assert.Empty(outcome.Errors);
        Assert.Equal("newer", File.ReadAllText(Path.Combine(place.Source, "a")));
    }

    [Fact]
    public async Task With_overwrite_even_a_read_only_file_is_replaced_and_a_link_is_replaced_not_followed()
    {
        using var place = new VaultPlace();
        var file = place.Write("a", "backed up");
        var link = place.Write("b", "was a file");
        await place.Backup();
        place.Write("a", "newer");
        AwkwardTree.Mode(file, "400");
        var outside = Path.Combine(place.Folder, "outside");
        File.WriteAllText(outside, "keep");
        File.Delete(link);
        File.CreateSymbolicLink(link, outside);

        var outcome = await place.Restore(to: "/", overwrite: true);

        Assert.Equal(2, outcome.FilesRestored);
        Assert.Equal(("backed up", "was a file", "keep"), (File.ReadAllText(file), File.ReadAllText(link), File.ReadAllText(outside)));
        Assert.Null(new FileInfo(link).LinkTarget);
    }

    [Fact]
    public async Task Only_what_is_included_and_not_excluded_is_restored()
    {
        using var place = new VaultPlace();
        place.Write("a/1", "1");
        place.Write("a/b/2", "2");
        place.Write("a/b/3", "3");
        place.Write("c/4", "4");
        place.Write("c/5", "5");
        place.Write("d/6", "6");
        string At(string name) => Path.Combine(place.Source, name);
        await place.Backup();

        var outcome = await place.Restore(include: [At("a"), At("c/5"), At("never")], exclude: [At("a/b/2")]);

        Assert.Equal(["a/1", "a/b/3", "c/5"], Directory.GetFiles(place.Restored(""), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(place.Restored(""), path)).Order());
        Assert.False(Directory.Exists(place.Restored("d")));
        Assert.Equal([(At("never"), 2)], outcome.Errors.Select(error => (error.Path, error.Code)));
    }

    [Fact]
    public async Task A_folder_where_a_file_should_go_and_the_reverse_are_errors_and_the_rest_goes_on()
    {
        using var place = new VaultPlace();
        var file = place.Write("file", "1");
        var folder = Path.Combine(place.Source, "folder");
        var inner = place.Write("folder/inner", "2");
        place.Write("rest", "3");
        await place.Backup();
        Directory.CreateDirectory(place.Restored("file"));
        File.WriteAllText(place.Restored("folder"), "in the way");

        var outcome = await place.Restore(overwrite: true);

        Assert.Equal([(file, 21), (folder, 20), (inner, 20)], outcome.Errors.Select(error => (error.Path, error.Code)).Order());
        Assert.Equal(("in the way", "3"), (File.ReadAllText(place.Restored("folder")), File.ReadAllText(place.Restored("rest"))));
    }

    [Fact]
    public async Task A_folder_that_exists_keeps_its_mode_unless_it_may_be_overwritten()
    {
        using var place = new VaultPlace();
        place.Write("folder/inner", "1");
        AwkwardTree.Mode(Path.Combine(place.Source, "folder"), "750");
        await place.Backup();
        Directory.CreateDirectory(place.Restored("folder"));
        AwkwardTree.Mode(place.Restored("folder"), "711");

        await place.Restore();
        Assert.Equal("711", AwkwardTree.ModeOf(place.Restored("folder")));
        await place.Restore(overwrite: true);
        Assert.Equal("750", AwkwardTree.ModeOf(place.Restored("folder")));
    }

    [Fact]
    public async Task A_backup_that_is_not_there_is_named()
    {
        using var place = new VaultPlace();
        var failure = await Assert.ThrowsAsync<EngineException>(() => place.Restore(id: 77));
        Assert.Equal(EngineFailure.NoSuchBackup, failure.Failure);
        Assert.Contains("77", failure.Message);
    }

    [Theory]
    [InlineData("relative/path")]
    [InlineData("/proc/cannot/be/made")]
    [InlineData("/etc/hostname")]
    [InlineData("/etc/hostname/below")]
    public async Task A_destination_that_cannot_be_used_is_named(string destination)
    {
        using var place = new VaultPlace();
        place.Write("a", "1");
        await place.Backup();
        var failure = await Assert.ThrowsAsync<EngineException>(() => place.Restore(to: destination));
        Assert.Equal(EngineFailure.DestinationUnusable, failure.Failure);
        Assert.Contains(destination, failure.Message);
    }

    [Fact]
    public async Task A_full_destination_ends_the_restore_names_itself_and_leaves_nothing_half()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        place.Write("a", VaultPlace.Noise(3_000_000, 1));
        place.Write("b", VaultPlace.Noise(3_000_000, 2));
        await place.Backup();
        disk.IsFull = path => path.Contains("/out/");

        var failure = await Assert.ThrowsAsync<EngineException>(() => place.Restore());

        Assert.Equal(EngineFailure.DestinationUnusable, failure.Failure);
        Assert.Contains("its disk is full; " + place.Out, failure.Message);
        Assert.Empty(Directory.GetFiles(place.Out, "*", SearchOption.AllDirectories));
        disk.IsFull = _ => false;
        Assert.Equal(2, (await place.Restore()).FilesRestored);
    }

    [Fact]
    public async Task A_restore_that_dies_leaves_no_half_file_under_its_real_name()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        var data = VaultPlace.Noise(9_000_000, 1);
        place.Write("a", data);
        await place.Backup();
        var died = false;
        disk.BeforeStep = (step, path) => died = died || step == "rename";
        disk.BeforeStep += (step, path) => FaultyDisk.FailIf(died, new IOException("The power is gone"));

        await place.Restore();
        Assert.False(File.Exists(place.Restored("a")));
        Assert.Single(Directory.GetFiles(place.Restored("")), path => Path.GetFileName(path).StartsWith(".raxrestore-", StringComparison.Ordinal));

        disk.BeforeStep = null;
        await place.Restore();
        Assert.Equal(data, File.ReadAllBytes(place.Restored("a")));
    }
}

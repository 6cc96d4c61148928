using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

public sealed class VaultRoundTripTests
{
    [Fact]
    public async Task An_awkward_tree_comes_back_exactly_as_it_was()
    {
        using var place = new VaultPlace();
        AwkwardTree.Make(place, megabytes: 64);
        var before = TreePicture.Of(place.Source);

        var backup = await place.Backup();
        place.Reopen();
        var restore = await place.Restore();

        Assert.Empty(backup.Errors);
        Assert.Empty(restore.Errors);
        Assert.Equal(before, TreePicture.Of(place.Restored("")));
        Assert.Equal(before, TreePicture.Of(place.Source));
        Assert.Equal(backup.FilesSearched, restore.FilesRestored);
        Assert.Equal(backup.BytesSearched, restore.BytesRestored);
    }

    [Fact]
    public async Task Put_back_in_place_with_the_root_as_destination()
    {
        using var place = new VaultPlace();
        AwkwardTree.Make(place);
        var before = TreePicture.Of(place.Source);
        await place.Backup();
        File.WriteAllText(Path.Combine(place.Source, "one"), "damaged");
        File.Delete(Path.Combine(place.Source, "many/7"));
        Directory.Delete(Path.Combine(place.Source, "copies"), recursive: true);
        AwkwardTree.Mode(Path.Combine(place.Source, "modes/program"), "400");

        var restore = await place.Restore(to: "/", overwrite: true);

        Assert.Empty(restore.Errors);
        Assert.Equal(before, TreePicture.Of(place.Source));
    }

    [Fact]
    public async Task Folders_above_what_was_backed_up_come_back_with_their_modes()
    {
        using var place = new VaultPlace();
        var file = place.Write("private/deeper/file", "x");
        AwkwardTree.Mode(Path.Combine(place.Source, "private"), "750");

        await place.Backup(include: [file]);
        await place.Restore();

        Assert.Equal("750", AwkwardTree.ModeOf(place.Restored("private")));
        Assert.Equal("x", File.ReadAllText(place.Restored("private/deeper/file")));
    }

    [Fact]
    public async Task Nothing_is_an_empty_backup_of_an_empty_folder()
    {
        using var place = new VaultPlace();
        var backup = await place.Backup();
        var restore = await place.Restore();

        Assert.Equal((0, 0, 0), (backup.FilesSearched, backup.FilesBackedUp, restore.FilesRestored));
        Assert.True(Directory.Exists(place.Restored("")));
    }

    [Fact]
    public async Task The_vault_is_its_owners_alone()
    {
        using var place = new VaultPlace();
        await place.Backup();
        foreach (var folder in Directory.GetDirectories(place.Vault).Append(place.Vault))
        {
            Assert.Equal("700", AwkwardTree.ModeOf(folder));
        }
    }

    [Fact]
    public async Task Progress_tells_totals_and_ends_at_them()
    {
        using var place = new VaultPlace();
        place.Write("a", VaultPlace.Noise(30 << 20, 3));
        place.Write("b", "b");
        var told = new List<JobProgress>();
        var progress = new Told(told);

        await place.Backup(progress: progress);
        Assert.Equal(new((30 << 20) + 1, 2), new Size(told[^1]));
        Assert.InRange(told.Count, 3, 100);
        Assert.Equal(told.OrderBy(one => one.BytesDone), told);

        told.Clear();
        await place.Restore(progress: progress);
        Assert.Equal(new((30 << 20) + 1, 2), new Size(told[^1]));
        Assert.All(told, one => Assert.Equal((30 << 20) + 1, one.BytesTotal));
    }

    private sealed class Told(List<JobProgress> told) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => told.Add(value);
    }

    private sealed record Size(long? Bytes, long? Files)
    {
        public Size(JobProgress progress)
            : this(progress.BytesTotal, progress.FilesTotal)
        {
            Assert.Equal((progress.BytesTotal, progress.FilesTotal), (progress.BytesDone, progress.FilesDone));
        }
    }
}

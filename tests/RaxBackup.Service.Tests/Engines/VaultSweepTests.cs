using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

/// <summary>What interrupted backups leave in the vault, and when it goes.</summary>
public sealed class VaultSweepTests
{
    private const int Pack = 32 << 20;

    [Fact]
    public async Task What_a_kill_left_goes_after_the_next_whole_backup_unless_that_uses_it()
    {
        using var place = new VaultPlace();
        place.Write("kept", "kept");
        await place.Backup(1);
        await InterruptAsync(place, 2);
        place.Write("a", "changed before the next run");
        place.Reopen();
        Assert.Equal(2, place.Packs.Length);

        var outcome = await place.Backup(3);
        await place.Engine.Swept;

        Assert.Equal(["00000001.pack", "00000003.pack"], place.Packs.Select(pack => Path.GetFileName(pack)!));
        Assert.False(File.Exists(Path.Combine(place.Vault, "unswept")));
        Assert.Empty((await place.Restore(3)).Errors);
        Assert.Equal(TreePicture.Of(place.Source), TreePicture.Of(place.Restored("")));
        Assert.Equal(1, outcome.FilesBackedUp);
    }

    [Fact]
    public async Task What_the_next_backup_uses_stays()
    {
        using var place = new VaultPlace();
        await InterruptAsync(place, 1);
        place.Reopen();

        var outcome = await place.Backup(2);
        await place.Engine.Swept;

        Assert.InRange(outcome.BytesStored, 1, Pack / 2);
        Assert.Equal(2, place.Packs.Length);
        Assert.Empty((await place.Restore(2)).Errors);
        Assert.Equal(TreePicture.Of(place.Source), TreePicture.Of(place.Restored("")));
    }

    [Fact]
    public async Task A_sweep_that_is_killed_or_fails_is_made_up_for()
    {
        using var place = new VaultPlace();
        await InterruptAsync(place, 1);
        place.Write("a", "other");
        var disk = new FaultyDisk();
        place.Reopen(disk);
        disk.BeforeStep = (step, path) => FaultyDisk.FailIf(
            step == "delete" && path.EndsWith(".pack", StringComparison.Ordinal), new IOException("The power is gone"));
        await place.Backup(2);
        await place.Engine.Swept;
        Assert.Equal(2, place.Packs.Length);

        place.Reopen();
        await place.Backup(3);
        await place.Engine.Swept;

        Assert.Single(place.Packs);
        Assert.Empty((await place.Restore(3)).Errors);
    }

    [Fact]
    public async Task A_forgetting_that_is_killed_is_made_up_for()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        place.Write("a", VaultPlace.Noise(100_000, 1));
        await place.Backup(1);
        disk.BeforeStep = (step, path) => FaultyDisk.FailIf(
            step == "delete" && path.EndsWith(".pack", StringComparison.Ordinal), new IOException("The power is gone"));
        await Assert.ThrowsAsync<EngineException>(() => place.Engine.ForgetAsync(1, default));
        place.Reopen();
        Assert.Empty(await place.Engine.ListAsync(default));
        Assert.Single(place.Packs);

        place.Write("a", "other");
        await place.Backup(2);
        await place.Engine.Swept;

        Assert.Equal(["00000002.pack"], place.Packs.Select(pack => Path.GetFileName(pack)!));
    }

    // Ends where the second pack is to be made: the first one is whole, and no manifest names it.
    private static async Task InterruptAsync(VaultPlace place, long id)
    {
        place.Write("a", VaultPlace.Noise(Pack + (8 << 20), 1));
        var disk = new FaultyDisk();
        place.Reopen(disk);
        var packs = 0;
        disk.BeforeStep = (step, path) => FaultyDisk.FailIf(
            step == "create" && path.Contains(".pack", StringComparison.Ordinal) && ++packs > 1, new IOException("The power is gone"));
        await Assert.ThrowsAsync<EngineException>(() => place.Backup(id));
        place.Reopen();
    }
}

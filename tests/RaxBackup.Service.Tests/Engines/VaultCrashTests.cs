using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using RaxBackup.Service.Engines.Vault;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

public sealed class VaultCrashTests
{
    [Fact]
    public async Task Killed_at_any_step_what_was_stored_before_restores_exactly_and_the_next_backup_is_whole()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        place.Write("a", VaultPlace.Noise(300_000, 1));
        place.Write("folder/b", "b");
        await place.Backup(1);
        var before = TreePicture.Of(place.Source);
        var steps = 0;
        for (var killAt = 1; ; killAt++)
        {
            place.Write("a", VaultPlace.Noise(300_000, 100 + killAt));
            place.Write("folder/c", VaultPlace.Noise(5_000, 200 + killAt));
            (steps, var now) = (0, TreePicture.Of(place.Source));
            disk.BeforeStep = (_, _) => FaultyDisk.FailIf(Interlocked.Increment(ref steps) >= killAt, new IOException("The power is gone"));
            var survived = await SurvivesAsync(place);
            Assert.True(survived == steps < killAt, "a step that fails fails the backup");
            place.Reopen(disk = new FaultyDisk());

            Assert.Equal(place.Manifests.Length == 2 ? [1, 2] : [1], await place.Engine.ListAsync(default));
            await Exactly(place, 1, before);
            Assert.Empty(Directory.GetFiles(place.Vault, "*.tmp", SearchOption.AllDirectories));
            if (survived)
            {
                await Exactly(place, 2, now);
                break;
            }
            await place.Backup(3);
            await Exactly(place, 3, now);
            await place.Engine.ForgetAsync(3, default);
            await place.Engine.ForgetAsync(2, default);
        }
        // Two files to make, to write, to flush, to name, two folders to flush: had there been fewer, little was tried.
        Assert.InRange(steps, 10, 100);
    }

    [Fact]
    public async Task Packs_that_were_whole_at_a_kill_are_used_by_the_next_backup()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        place.Write("a", VaultPlace.Noise(40 << 20, 1));
        disk.BeforeStep = (step, path) => FaultyDisk.FailIf(
            step == "create" && path.Contains("00000002", StringComparison.Ordinal), new IOException("The power is gone"));
        await Assert.ThrowsAsync<EngineException>(() => place.Backup(1));
        place.Reopen();

        var outcome = await place.Backup(1);

        Assert.Equal(40 << 20, outcome.BytesBackedUp);
        Assert.InRange(outcome.BytesStored, 1, 12 << 20);
        Assert.Equal(1, (await place.Restore()).FilesRestored);
        Assert.Equal(TreePicture.Of(place.Source), TreePicture.Of(place.Restored("")));
    }

    [Fact]
    public async Task A_manifest_is_there_only_after_all_it_needs_is_on_the_disk()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        place.Write("a", VaultPlace.Noise(300_000, 1));
        _ = place.Engine;
        var steps = new System.Collections.Concurrent.ConcurrentQueue<string>();
        disk.BeforeStep = (step, path) => steps.Enqueue($"{step} {Path.GetFileName(path)}".Trim());

        await place.Backup(7);

        Assert.Equal(
            ["flush", "rename 00000001.pack", "flush folder packs", "flush", "rename 7-1.manifest", "flush folder manifests"],
            steps.Where(step => !step.StartsWith("write", StringComparison.Ordinal) && !step.StartsWith("create", StringComparison.Ordinal)
                && !step.StartsWith("delete", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_second_engine_on_the_same_vault_is_refused_until_the_first_is_gone()
    {
        using var place = new VaultPlace();
        _ = place.Engine;
        var failure = Assert.Throws<EngineException>(() => new VaultEngine(place.Vault, TimeProvider.System));
        Assert.Equal(EngineFailure.StoreUnavailable, failure.Failure);
        Assert.Contains(place.Vault, failure.Message);

        place.Reopen();
        Assert.Empty(await place.Engine.ListAsync(default));
    }

    [Fact]
    public void A_vault_that_cannot_be_made_is_named()
    {
        var failure = Assert.Throws<EngineException>(() => new VaultEngine("/proc/vault", TimeProvider.System));
        Assert.Equal(EngineFailure.StoreUnavailable, failure.Failure);
        Assert.Contains("/proc/vault", failure.Message);
    }

    [Fact]
    public async Task A_vault_that_fails_is_named()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        place.Write("a", "1");
        disk.BeforeStep = (step, _) => FaultyDisk.FailIf(step == "flush", new DiskException("x", DiskException.EIO, "Input/output error"));

        var failure = await Assert.ThrowsAsync<EngineException>(() => place.Backup());

        Assert.Equal(EngineFailure.StoreUnavailable, failure.Failure);
        Assert.Contains(place.Vault, failure.Message);
        Assert.Contains("Input/output error", failure.Message);
    }

    private static async Task<bool> SurvivesAsync(VaultPlace place)
    {
        try
        {
            await place.Backup(2);
            return true;
        }
        catch (EngineException)
        {
            return false;
        }
    }

    private static async Task Exactly(VaultPlace place, long id, string[] picture)
    {
        var to = Path.Combine(place.Folder, "check");
        Assert.Empty((await place.Restore(id, to: to)).Errors);
        Assert.Equal(picture, TreePicture.Of(to + place.Source));
        Directory.Delete(to, recursive: true);
    }
}

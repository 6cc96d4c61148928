using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

public sealed class VaultStopTests
{
    [Fact]
    public async Task A_stopped_backup_ends_at_once_and_leaves_no_backup_and_nothing_half()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        using var stop = new CancellationTokenSource();
        place.Write("a", VaultPlace.Noise(24 << 20, 1));
        var reads = 0;
        disk.BeforeRead = offset =>
        {
            reads += stop.IsCancellationRequested ? 1 : 0;
            if (offset > 8 << 20)
            {
                stop.Cancel();
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => place.Backup(stop: stop.Token));

        // At most until the next block is handed over.
        Assert.InRange(reads, 0, 10);
        Assert.Empty(await place.Engine.ListAsync(default));
        Assert.Empty(Directory.GetFiles(place.Vault, "*.tmp", SearchOption.AllDirectories));
        disk.BeforeRead = null;
        await place.Backup();
        Assert.Equal(1, (await place.Restore()).FilesRestored);
        Assert.Equal(TreePicture.Of(place.Source), TreePicture.Of(place.Restored("")));
    }

    [Fact]
    public async Task A_stopped_restore_ends_at_once_and_leaves_nothing_half()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        using var stop = new CancellationTokenSource();
        place.Write("a", VaultPlace.Noise(10 << 20, 1));
        await place.Backup();
        var writes = 0;
        disk.BeforeStep = (step, _) =>
        {
            writes += step == "write" ? 1 : 0;
            stop.Cancel();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => place.Restore(stop: stop.Token));

        Assert.InRange(writes, 0, 1);
        Assert.Empty(Directory.GetFiles(place.Out, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Stopped_before_it_began_a_job_does_nothing()
    {
        using var place = new VaultPlace();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => place.Backup(stop: new CancellationToken(true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => place.Restore(stop: new CancellationToken(true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => place.Engine.ForgetAsync(1, new CancellationToken(true)));
        Assert.Equal(0, await place.Engine.StoredBytesAsync(default));
    }

    [Fact]
    public async Task Restores_run_beside_each_other_and_beside_a_backup()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        place.Write("a", VaultPlace.Noise(3_000_000, 1));
        place.Write("b", "b");
        await place.Backup(1);
        var before = TreePicture.Of(place.Source);
        place.Write("c", "makes the backup wait");
        using var goOn = new ManualResetEventSlim();
        disk.BeforeOpen = _ => goOn.Wait();
        var backup = place.Backup(2);
        var second = place.Backup(3);

        var restores = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => place.Restore(1, to: Path.Combine(place.Folder, $"out{i}"))));
        Assert.False(backup.IsCompleted);
        goOn.Set();

        Assert.All(restores, outcome => Assert.Empty(outcome.Errors));
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(before.Skip(1), TreePicture.Of(Path.Combine(place.Folder, $"out{i}") + place.Source).Skip(1));
        }
        Assert.Equal((1, 0), ((await backup).FilesBackedUp, (await second).FilesBackedUp));
        Assert.Equal([1, 2, 3], await place.Engine.ListAsync(default));
    }
}

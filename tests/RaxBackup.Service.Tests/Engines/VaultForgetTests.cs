using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

public sealed class VaultForgetTests
{
    [Fact]
    public async Task What_only_a_forgotten_backup_needs_is_deleted()
    {
        using var place = new VaultPlace();
        place.Write("a", VaultPlace.Noise(500_000, 1));
        place.Write("shared", VaultPlace.Noise(100_000, 2));
        await place.Backup(1);
        place.Write("a", VaultPlace.Noise(500_000, 3));
        await place.Backup(2);
        place.Write("a", "small");
        await place.Backup(3);

        await place.Engine.ForgetAsync(2, default);
        Assert.Equal([1, 3], await place.Engine.ListAsync(default));
        Assert.Equal(2, place.Packs.Length);
        Assert.InRange(await place.Engine.StoredBytesAsync(default), 600_000, 610_000);
        Assert.Empty((await place.Restore(3)).Errors);
        Assert.Equal(TreePicture.Of(place.Source), TreePicture.Of(place.Restored("")));

        await place.Engine.ForgetAsync(1, default);
        await place.Engine.ForgetAsync(3, default);
        await place.Engine.ForgetAsync(3, default);
        Assert.Empty(await place.Engine.ListAsync(default));
        Assert.Equal(0, await place.Engine.StoredBytesAsync(default));
    }

    [Fact]
    public async Task Blocks_that_went_are_stored_again_when_they_come_again()
    {
        using var place = new VaultPlace();
        place.Write("a", VaultPlace.Noise(500_000, 1));
        await place.Backup(1);
        await place.Engine.ForgetAsync(1, default);

        var again = await place.Backup(2);

        Assert.InRange(again.BytesStored, 500_000, 510_000);
        Assert.Empty((await place.Restore(2)).Errors);
    }

    [Fact]
    public async Task While_any_manifest_cannot_be_read_no_block_goes()
    {
        using var place = new VaultPlace();
        place.Write("a", VaultPlace.Noise(500_000, 1));
        await place.Backup(1, configuration: 1);
        place.Write("a", VaultPlace.Noise(500_000, 2));
        await place.Backup(2, configuration: 2);
        var whole = File.ReadAllBytes(place.Manifests[0]);
        File.WriteAllBytes(place.Manifests[0], whole[..(whole.Length / 2)]);

        await place.Engine.ForgetAsync(2, default);

        Assert.Equal(2, place.Packs.Length);
        File.WriteAllBytes(place.Manifests[0], whole);
        Assert.Empty((await place.Restore(1)).Errors);
    }

    [Fact]
    public async Task A_pack_that_cannot_be_read_now_is_not_deleted_for_it()
    {
        using var place = new VaultPlace();
        place.Write("a", VaultPlace.Noise(500_000, 1));
        await place.Backup(1);
        place.Write("b", "b");
        await place.Backup(2);
        place.Write("c", "c");
        await place.Backup(3);
        place.Reopen();
        // One cannot be read when the vault is opened, the other from then on.
        var whole = place.Packs.Select(File.ReadAllBytes).ToArray();
        File.WriteAllBytes(place.Packs[0], whole[0][..1000]);
        Assert.Single((await place.Restore(3)).Errors);
        File.WriteAllBytes(place.Packs[1], new byte[whole[1].Length]);
        Assert.Equal(2, (await place.Restore(2, overwrite: true)).Errors.Count);
        File.WriteAllBytes(place.Packs[0], whole[0]);

        await place.Engine.ForgetAsync(3, default);

        Assert.Equal(2, place.Packs.Length);
        File.WriteAllBytes(place.Packs[1], whole[1]);
        place.Reopen();
        Assert.Empty((await place.Restore(2, overwrite: true)).Errors);
        Assert.Equal("b", File.ReadAllText(place.Restored("b")));
    }

    [Fact]
    public async Task Forgetting_waits_for_a_backup_that_is_running()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        place.Write("a", VaultPlace.Noise(500_000, 1));
        await place.Backup(1);
        using var reading = new System.Threading.ManualResetEventSlim();
        using var goOn = new System.Threading.ManualResetEventSlim();
        disk.BeforeOpen = _ =>
        {
            reading.Set();
            goOn.Wait();
        };
        // Another configuration: it reads the file, and finds its blocks stored by the backup that is being forgotten.
        var backup = place.Backup(2, configuration: 2);
        reading.Wait();
        var forget = place.Engine.ForgetAsync(1, default);
        Assert.False(forget.IsCompleted);
        goOn.Set();

        await backup;
        await forget;

        Assert.Equal([2], await place.Engine.ListAsync(default));
        Assert.Empty((await place.Restore(2)).Errors);
        Assert.Equal(TreePicture.Of(place.Source), TreePicture.Of(place.Restored("")));
        Assert.Single(place.Packs);
    }
}

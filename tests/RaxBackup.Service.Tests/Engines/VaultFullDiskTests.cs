using System;
using System.IO;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

public sealed class VaultFullDiskTests
{
    [Fact]
    public async Task A_small_disk_that_fills_up_fails_the_backup_and_nothing_else()
    {
        using var small = new SmallDisk();
        var place = small.Place;
        place.Write("b", "first");
        if (place.VaultFolder != "vault")
        {
            await place.Backup(1);
        }
        place.Write("a", VaultPlace.Noise(40 << 20, 1));

        var failure = await Assert.ThrowsAsync<EngineException>(() => place.Backup(2));

        Assert.Equal(EngineFailure.StoreFull, failure.Failure);
        Assert.Contains(place.Vault, failure.Message);
        Assert.Empty(Directory.GetFiles(place.Vault, "*.tmp", SearchOption.AllDirectories));
        Assert.DoesNotContain(2, await place.Engine.ListAsync(default));

        small.Grow();
        Assert.Equal(2, (await place.Backup(3)).FilesSearched);
        Assert.Empty((await place.Restore(3)).Errors);
        Assert.Equal(TreePicture.Of(place.Source), TreePicture.Of(place.Restored("")));
    }

    [Theory]
    [InlineData(".pack.tmp")]
    [InlineData(".manifest.tmp")]
    public async Task Wherever_the_disk_is_full_what_was_stored_stays_and_a_retry_goes_through(string where)
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        place.Write("a", "1");
        await place.Backup(1);
        place.Write("b", VaultPlace.Noise(1_000_000, 2));
        disk.IsFull = path => path.EndsWith(where, StringComparison.Ordinal);

        var failure = await Assert.ThrowsAsync<EngineException>(() => place.Backup(2));

        Assert.Equal(EngineFailure.StoreFull, failure.Failure);
        Assert.Empty(Directory.GetFiles(place.Vault, "*.tmp", SearchOption.AllDirectories));
        Assert.Equal([1], await place.Engine.ListAsync(default));
        Assert.Equal(1, (await place.Restore(1)).FilesRestored);
        disk.IsFull = _ => false;
        await place.Backup(2);
        Assert.Equal(2, (await place.Restore(2, overwrite: true)).FilesRestored);
        Assert.Equal(TreePicture.Of(place.Source), TreePicture.Of(place.Restored("")));
    }
}

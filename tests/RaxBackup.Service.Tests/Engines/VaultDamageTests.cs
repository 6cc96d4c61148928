using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

public sealed class VaultDamageTests
{
    private static readonly byte[] Noise = VaultPlace.Noise(200_000, 1);

    [Fact]
    public async Task A_damaged_block_is_an_error_of_each_file_that_needs_it_and_of_no_other()
    {
        using var place = await Two();
        Flip(place.Packs[0], 1000);

        var outcome = await place.Restore(1);

        Assert.Equal([Path.Combine(place.Source, "a"), Path.Combine(place.Source, "copy")], outcome.Errors.Select(error => error.Path).Order());
        Assert.All(outcome.Errors, error => Assert.Matches($"^block [0-9a-f]{{64}} ", error.Message));
        Assert.Contains(outcome.Errors, error => error.Message.Contains(place.Packs[0] + " is damaged", StringComparison.Ordinal));
        Assert.Equal(["text"], Directory.GetFiles(place.Restored("")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_block_found_damaged_is_stored_anew_by_the_next_backup()
    {
        using var place = await Two();
        Flip(place.Packs[0], 1000);
        await place.Restore(1, to: place.Out + "1");

        await place.Backup(3);
        place.Reopen();
        var outcome = await place.Restore(3);

        Assert.Empty(outcome.Errors);
        Assert.Equal(TreePicture.Of(place.Source), TreePicture.Of(place.Restored("")));
        Assert.Empty((await place.Restore(1, to: place.Out + "2")).Errors);
    }

    [Theory]
    [InlineData("cut off")]
    [InlineData("emptied")]
    [InlineData("index damaged")]
    [InlineData("footer damaged")]
    [InlineData("gone")]
    public async Task A_pack_that_cannot_be_read_costs_only_what_is_in_it_and_is_not_relied_on(string how)
    {
        using var place = await Two();
        place.Write("later", VaultPlace.Noise(50_000, 9));
        await place.Backup(2);
        var pack = place.Packs[0];
        place.Reopen();
        var length = new FileInfo(pack).Length;
        Action<string> damage = how switch
        {
            "cut off" => path => Cut(path, length - 100),
            "emptied" => path => Cut(path, 0),
            "index damaged" => path => Flip(path, length - 70),
            "footer damaged" => path => Flip(path, length - 3),
            _ => File.Delete,
        };
        damage(pack);

        var first = await place.Restore(1);
        Assert.Equal(3, first.Errors.Count);
        Assert.Equal(0, first.FilesRestored);
        Assert.Equal(1, (await place.Restore(2)).FilesRestored);

        var anew = await place.Backup(3);
        // "copy" may find its block stored already, by "a".
        Assert.InRange(anew.FilesBackedUp, 2, 3);
        Assert.InRange(anew.BytesStored, 200_000, 250_000);
        Assert.Empty((await place.Restore(3, overwrite: true)).Errors);
        Assert.Equal(TreePicture.Of(place.Source), TreePicture.Of(place.Restored("")));
        Assert.Empty((await place.Restore(1, to: place.Out + "1")).Errors);
    }

    [Fact]
    public async Task Any_damage_to_a_manifest_is_told_before_anything_is_written_and_other_backups_stay_whole()
    {
        using var place = await Two();
        await place.Backup(2);
        var manifest = place.Manifests[0];
        var whole = File.ReadAllBytes(manifest);
        // The last 16 bytes are only a hint.
        for (var at = 0; at < whole.Length - 16; at += 7)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x10;
            File.WriteAllBytes(manifest, damaged);
            await Damaged(place, manifest);
        }
        for (var length = 0; length < whole.Length - 16; length += 13)
        {
            File.WriteAllBytes(manifest, whole[..length]);
            await Damaged(place, manifest);
        }
        Assert.False(Directory.Exists(place.Out));
        Assert.Empty((await place.Restore(2)).Errors);
        Assert.Equal([1, 2], await place.Engine.ListAsync(default));
    }

    [Fact]
    public async Task A_backup_after_a_damaged_manifest_reads_everything_and_is_whole()
    {
        using var place = await Two();
        Flip(place.Manifests[0], 60);

        var outcome = await place.Backup(2);

        Assert.Equal(3, outcome.FilesBackedUp);
        Assert.InRange(outcome.BytesStored, 1, 5_000);
        Assert.Empty((await place.Restore(2)).Errors);
    }

    // "copy" needs the same block as "a".
    private static async Task<VaultPlace> Two()
    {
        var place = new VaultPlace();
        place.Write("a", Noise);
        place.Write("copy", Noise);
        place.Write("text", "some text");
        await place.Backup(1);
        return place;
    }

    private static async Task Damaged(VaultPlace place, string manifest)
    {
        var failure = await Assert.ThrowsAsync<EngineException>(() => place.Restore(1));
        Assert.Equal(EngineFailure.ManifestDamaged, failure.Failure);
        Assert.Contains(manifest, failure.Message);
    }

    private static void Flip(string path, long at)
    {
        using var file = File.Open(path, FileMode.Open);
        file.Position = at;
        var old = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(old ^ 1));
    }

    private static void Cut(string path, long length)
    {
        using var file = File.Open(path, FileMode.Open);
        file.SetLength(length);
    }
}

using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using RaxBackup.Service.Engines.Vault;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

public sealed class VaultTamperTests
{
    private const int Footer = 48;
    private const int IndexEntry = 40;
    private static readonly byte[] Passphrase = "right"u8.ToArray();
    private static readonly byte[] NoiseA = VaultPlace.Noise(50_000, 1);
    private static readonly byte[] NoiseB = VaultPlace.Noise(50_000, 2);

    [Theory]
    [InlineData(8)]
    [InlineData(8 + 31)]
    [InlineData(8 + 32)]
    [InlineData(8 + 40_000)]
    [InlineData(8 + 50_000 + SealedCodec.Overhead - 1)]
    public async Task A_damaged_block_is_an_error_of_its_file_and_of_no_other(int at)
    {
        using var place = await Two();
        Change(place.Packs[0], bytes => bytes[at] ^= 1);

        var outcome = await place.Restore(1, passphrase: Passphrase);

        var error = Assert.Single(outcome.Errors);
        Assert.Contains(place.Packs[0] + " is damaged", error.Message);
        Assert.Single(Directory.GetFiles(place.Restored("")));
        WholeOrMissing(place);
        await place.Backup(3, agent: "7");
        Assert.Empty((await place.Restore(1, overwrite: true, passphrase: Passphrase)).Errors);
    }

    [Fact]
    public async Task Blocks_that_changed_places_are_not_taken_for_each_other()
    {
        using var place = await Two();
        place.Reopen();
        var length = NoiseA.Length + SealedCodec.Overhead;
        Change(place.Packs[0], bytes =>
        {
            var first = bytes[8..(8 + length)];
            bytes.AsSpan(8 + length, length).CopyTo(bytes.AsSpan(8));
            first.CopyTo(bytes, 8 + length);
        });
        Assert.Equal(2, (await place.Restore(1, passphrase: Passphrase)).Errors.Count);
        WholeOrMissing(place);
    }

    [Fact]
    public async Task An_index_that_was_made_anew_to_lie_deceives_nobody()
    {
        using var place = await Two();
        place.Reopen();
        Change(place.Packs[0], bytes =>
        {
            var index = bytes.AsSpan(^(Footer + (2 * IndexEntry))..^Footer);
            var first = index[..BlockId.Size].ToArray();
            index.Slice(IndexEntry, BlockId.Size).CopyTo(index);
            first.CopyTo(index[IndexEntry..]);
            SHA256.HashData(index, bytes.AsSpan(^Footer..));
        });
        Assert.Equal(2, (await place.Restore(1, passphrase: Passphrase)).Errors.Count);
        WholeOrMissing(place);
    }

    [Theory]
    [InlineData(-5, 100)]
    [InlineData(int.MinValue, 0)]
    [InlineData(3, 3)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(0, -1)]
    [InlineData(50_052, int.MaxValue)]
    public async Task Lengths_that_cannot_be_are_damage(int stored, int plain)
    {
        foreach (var agent in new[] { "7", null })
        {
            using var place = await Two(agent);
            place.Reopen();
            Change(place.Packs[0], bytes =>
            {
                var index = bytes.AsSpan(^(Footer + (2 * IndexEntry))..^Footer);
                BinaryPrimitives.WriteInt32LittleEndian(index[32..], stored);
                BinaryPrimitives.WriteInt32LittleEndian(index[36..], plain);
                SHA256.HashData(index, bytes.AsSpan(^Footer..));
            });
            Assert.InRange((await place.Restore(1, passphrase: Passphrase)).Errors.Count, 1, 2);
            WholeOrMissing(place);
        }
    }

    [Fact]
    public async Task Any_damage_to_an_encrypted_manifest_is_told()
    {
        using var place = await Two();
        using var key = KeyCopy.Read(place.KeyCopy("7"));
        var name = new ManifestName(place.Manifests[0], 1, 1);
        var whole = File.ReadAllBytes(name.Path);
        Assert.NotEmpty(Entries(name, key));
        for (var at = 0; at < whole.Length; at++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x10;
            File.WriteAllBytes(name.Path, damaged);
            Assert.Equal(EngineFailure.ManifestDamaged, Assert.Throws<EngineException>(() => Entries(name, key)).Failure);
            File.WriteAllBytes(name.Path, whole[..at]);
            Assert.Equal(EngineFailure.ManifestDamaged, Assert.Throws<EngineException>(() => Entries(name, key)).Failure);
        }
        File.WriteAllBytes(name.Path, [.. whole, 0]);
        Assert.Equal(EngineFailure.ManifestDamaged, Assert.Throws<EngineException>(() => Entries(name, key)).Failure);
        File.WriteAllBytes(name.Path, whole);
        Assert.Throws<EngineException>(() => Entries(name with { Backup = 2 }, key));
        Assert.Throws<EngineException>(() => Entries(name with { Configuration = 2 }, key));
        Assert.NotEmpty(Entries(name, key));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(40)]
    [InlineData(130)]
    [InlineData(SealHead.Size)]
    [InlineData(SealHead.Size + 20)]
    [InlineData(SealHead.Size + 60)]
    [InlineData(-1)]
    [InlineData(-70)]
    public async Task A_restore_from_a_damaged_manifest_writes_nothing(int at)
    {
        using var place = await Two();
        Change(place.Manifests[0], bytes => bytes[at < 0 ? bytes.Length + at : at] ^= 1);

        var failure = await Assert.ThrowsAsync<EngineException>(() => place.Restore(1, passphrase: Passphrase));

        Assert.Equal(EngineFailure.ManifestDamaged, failure.Failure);
        Assert.Contains(place.Manifests[0], failure.Message);
        Assert.False(Directory.Exists(place.Out));
        // The next backup stores nothing twice.
        Assert.InRange((await place.Backup(2, agent: "7")).BytesStored, 1, 5_000);
        Assert.Empty((await place.Restore(2, passphrase: Passphrase)).Errors);
    }

    [Fact]
    public async Task A_manifest_under_another_backups_name_is_not_taken_for_it()
    {
        using var place = await Two();
        File.Delete(Path.Combine(place.Source, "b"));
        await place.Backup(2, agent: "7");
        File.Copy(place.Manifests[0], place.Manifests[1], overwrite: true);

        var failure = await Assert.ThrowsAsync<EngineException>(() => place.Restore(2, passphrase: Passphrase));

        Assert.Equal(EngineFailure.ManifestDamaged, failure.Failure);
        Assert.Empty((await place.Restore(1, passphrase: Passphrase)).Errors);
    }

    [Fact]
    public void Frames_that_are_missing_doubled_out_of_order_or_another_manifests_are_damage()
    {
        using var place = new VaultPlace();
        using var key = DataKey.Create();
        var name = new ManifestName(Path.Combine(place.Folder, "frames"), 1, 1);
        var (head, one) = Frames(name, key, 1);
        var (_, other) = Frames(name, key, 2);
        Assert.Equal(5, one.Length);
        byte[][][] wrong =
        [
            [one[1], one[0], .. one[2..]], [one[0], one[0], .. one[2..]], one[1..], [one[0], .. one[2..]], one[..^1], [one[^1]], [],
            [one[0], other[1], .. one[2..]], other,
        ];
        Assert.Equal([.. VaultPlace.Noise(500_000, 1)], Read(name, key, head, one));
        foreach (var frames in wrong)
        {
            Assert.Throws<InvalidDataException>(() => Read(name, key, head, frames));
        }
    }

    private static (SealHead Head, byte[][] Frames) Frames(ManifestName name, DataKey key, int seed)
    {
        File.Delete(name.Path);
        var head = SealHead.Create("7", key);
        using (var seal = new ManifestSeal(head, name, key))
        using (var file = File.OpenHandle(name.Path, FileMode.CreateNew, FileAccess.Write))
        using (var frames = new FrameWriter(file, new Disk(), seal))
        {
            frames.Write(VaultPlace.Noise(500_000, seed));
            frames.End();
        }
        var rest = File.ReadAllBytes(name.Path).AsSpan();
        var list = new System.Collections.Generic.List<byte[]>();
        while (rest.Length > 0)
        {
            var length = FrameWriter.SealedHeadSize + BinaryPrimitives.ReadInt32LittleEndian(rest);
            list.Add(rest[..length].ToArray());
            rest = rest[length..];
        }
        return (head, [.. list]);
    }

    private static byte[] Read(ManifestName name, DataKey key, SealHead head, byte[][] frames)
    {
        File.WriteAllBytes(name.Path, [.. head.Bytes, .. frames.SelectMany(frame => frame)]);
        using var reader = new FrameReader(File.OpenHandle(name.Path), new ManifestSeal(head, name, key));
        using var all = new MemoryStream();
        reader.CopyTo(all);
        return all.ToArray();
    }

    private static ManifestEntry[] Entries(ManifestName name, DataKey key)
    {
        using var manifest = new ManifestReader(name, key);
        return manifest.Entries().ToArray();
    }

    private static void WholeOrMissing(VaultPlace place)
    {
        foreach (var file in Directory.Exists(place.Out) ? Directory.GetFiles(place.Out, "*", SearchOption.AllDirectories) : [])
        {
            Assert.Equal(Path.GetFileName(file) == "a" ? NoiseA : NoiseB, File.ReadAllBytes(file));
        }
    }

    private static async Task<VaultPlace> Two(string? agent = "7")
    {
        var place = new VaultPlace();
        place.Write("a", NoiseA);
        place.Write("b", NoiseB);
        await place.Engine.EnableEncryptionAsync("7", Passphrase, default);
        await place.Backup(1, agent: agent);
        return place;
    }

    private static void Change(string path, Action<byte[]> change)
    {
        var bytes = File.ReadAllBytes(path);
        change(bytes);
        File.WriteAllBytes(path, bytes);
    }
}

using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using RaxBackup.Service.Engines.Vault;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

public sealed class VaultSecrecyTests
{
    private const string Content = "MARKER-OF-CONTENT-4711";
    private const string Packed = "MARKER-OF-PACKED-CONTENT-4712";
    private const string FileName = "MARKER-OF-FILE-NAME-4713";
    private const string FolderName = "MARKER-OF-FOLDER-NAME-4714";
    private const string Target = "MARKER-OF-LINK-TARGET-4715";
    private const string Old = "MARKER-OF-OLD-PASSPHRASE-4716";
    private const string New = "MARKER-OF-NEW-PASSPHRASE-4717";
    private const string Wrong = "MARKER-OF-WRONG-PASSPHRASE-4718";
    private static readonly byte[] Noise = VaultPlace.Noise(1_234_577, 1);

    [Fact]
    public async Task Nothing_of_what_was_backed_up_and_no_passphrase_is_on_the_disk()
    {
        using var place = new VaultPlace { VaultFolder = "state/vault" };
        Plant(place);
        await place.Engine.EnableEncryptionAsync("7", Bytes(Old), default);
        await place.Backup(1, agent: "7");
        place.Write("later", Content + " later");
        await place.Backup(2, agent: "7");
        await place.Restore(1, passphrase: Bytes(Old));
        await Assert.ThrowsAsync<EngineException>(() => place.Restore(1, passphrase: Bytes(Wrong)));
        await Assert.ThrowsAsync<EngineException>(() => place.Engine.ChangePassphraseAsync("7", Bytes(Wrong), Bytes(New), default));
        await place.Engine.ChangePassphraseAsync("7", Bytes(Old), Bytes(New), default);
        await place.Restore(2, to: place.Out + "2", passphrase: Bytes(New));
        await place.Engine.ForgetAsync(1, default);
        Assert.Equal(TreePicture.Of(place.Source), TreePicture.Of(place.Out + "2" + place.Source));

        place.Reopen();
        Assert.Empty(Scan().Find(Path.Combine(place.Folder, "state")));
        using var key = KeyCopy.Read(place.KeyCopy("7"));
        Assert.Equal(
            ["data key in keys/7.key"], new MarkerScan().Bytes("data key", key.Bytes.ToArray()).Find(Path.Combine(place.Folder, "state")));
        Assert.Empty(HashesOf(place).Find(place.Vault));
    }

    [Fact]
    public async Task The_same_look_finds_all_of_it_where_it_is_not_encrypted()
    {
        using var place = new VaultPlace();
        Plant(place);
        await place.Backup(1);
        place.Reopen();

        var found = Scan().Find(place.Vault).Select(hit => hit.Split(' ')[0]).ToArray();

        Assert.Equal(new[] { Content, Packed, FileName, FolderName, Target, "noise", "totals" }.Order(StringComparer.Ordinal), found.Distinct());
        Assert.NotEmpty(HashesOf(place).Find(place.Vault));
    }

    [Theory]
    [InlineData("plain", "key: " + Old)]
    [InlineData(Old + "-in-a-name", "")]
    [InlineData("base64", "base64")]
    [InlineData("digits", "digits")]
    [InlineData("wide", "wide")]
    public void The_look_finds_a_passphrase_however_it_is_written(string name, string text)
    {
        using var place = new VaultPlace();
        var bytes = text switch
        {
            "base64" => Bytes(Convert.ToBase64String(Bytes("x" + Old + " and more"))),
            "digits" => Bytes(Convert.ToHexString(Bytes(Old))),
            "wide" => System.Text.Encoding.Unicode.GetBytes(Old),
            _ => Bytes(text),
        };
        place.Write(name, bytes);

        Assert.Single(Scan().Find(place.Source));
    }

    [Fact]
    public async Task Where_a_known_file_is_cut_does_not_show_in_the_lengths_of_its_blocks()
    {
        using var place = new VaultPlace();
        place.Write("a", VaultPlace.Noise(20 << 20, 1));
        await place.Engine.EnableEncryptionAsync("7", Bytes(Old), default);
        await place.Engine.EnableEncryptionAsync("8", Bytes(Old), default);
        await place.Backup(1, agent: "7");
        await place.Backup(2, agent: "8");
        await place.Backup(3);

        var lengths = place.Packs.Select(BlockLengths).ToArray();

        Assert.All(lengths, all => Assert.InRange(all.Length, 8, 50));
        Assert.Empty(lengths[0].Intersect(lengths[1]));
        Assert.Empty(lengths[2].Select(length => length + SealedCodec.Overhead).Intersect([.. lengths[0], .. lengths[1]]));
    }

    private static void Plant(VaultPlace place)
    {
        place.Write("short", Content);
        place.Write("long", string.Concat(Enumerable.Repeat(Packed + "\n", 20_000)));
        place.Write($"{FolderName}/{FileName}", "1");
        place.Write("noise", Noise);
        File.CreateSymbolicLink(Path.Combine(place.Source, "link"), Target);
    }

    private static MarkerScan Scan() => new MarkerScan()
        .Text(Content).Text(Packed).Text(FileName).Text(FolderName).Text(Target).Text(Old).Text(New).Text(Wrong)
        .Bytes("noise", Noise[1000..1064])
        // Five files, as the end of a manifest has it.
        .Bytes("totals", [5, 0, 0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(Noise.Length + Content.Length + 1 + ((Packed.Length + 1L) * 20_000))]);

    private static MarkerScan HashesOf(VaultPlace place)
    {
        var id = new byte[BlockId.Size];
        BlockId.Of(File.ReadAllBytes(Path.Combine(place.Source, "short"))).Write(id);
        return new MarkerScan().Bytes("hash", id);
    }

    private static int[] BlockLengths(string pack)
    {
        using var file = File.OpenHandle(pack);
        return PackFormat.ReadIndex(file, 1).Select(block => block.At.Stored).ToArray();
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}

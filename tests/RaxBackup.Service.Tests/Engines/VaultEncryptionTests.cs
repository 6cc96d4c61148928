using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

public sealed class VaultEncryptionTests
{
    private static readonly byte[] Passphrase = "correct horse battery staple"u8.ToArray();

    [Fact]
    public async Task Everything_comes_back_as_it_was_and_only_with_the_passphrase()
    {
        using var place = await Encrypted();
        AwkwardTree.Make(place);
        var outcome = await place.Backup(1, agent: "7");
        Assert.Empty(outcome.Errors);
        // The service is started anew, and nobody gives the passphrase for the next backup.
        place.Reopen();
        place.Write("later", "later");
        await place.Backup(2, agent: "7");

        await Refused(EngineFailure.WrongPassphrase, () => place.Restore(2));
        await Refused(EngineFailure.WrongPassphrase, () => place.Restore(2, passphrase: "Correct horse battery staple"u8.ToArray()));
        await Refused(EngineFailure.WrongPassphrase, () => place.Restore(2, passphrase: Passphrase[..^1]));
        Assert.False(Directory.Exists(place.Out));
        Assert.Empty((await place.Restore(2, passphrase: Passphrase)).Errors);
        Assert.Equal(TreePicture.Of(place.Source), TreePicture.Of(place.Restored("")));
    }

    [Fact]
    public async Task The_vault_and_the_passphrase_are_all_that_a_restore_needs()
    {
        using var place = await Encrypted();
        place.Write("a", VaultPlace.Noise(2_000_000, 1));
        await place.Backup(1, agent: "7");
        place.Reopen();
        Directory.Delete(place.Keys, recursive: true);

        await Refused(EngineFailure.WrongPassphrase, () => place.Restore(1, passphrase: "wrong"u8.ToArray()));
        Assert.Empty((await place.Restore(1, passphrase: Passphrase)).Errors);
        Assert.Equal(TreePicture.Of(place.Source), TreePicture.Of(place.Restored("")));
        Assert.False(Directory.Exists(place.Keys), "a restore leaves no key behind");
    }

    [Fact]
    public async Task Backups_from_before_stay_readable_and_nothing_of_them_is_used_for_encrypted_ones()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        place.Write("a", VaultPlace.Noise(2_000_000, 1));
        await place.Backup(1);
        await place.Engine.EnableEncryptionAsync("7", Passphrase, default);
        disk.Opened.Clear();

        var second = await place.Backup(2, agent: "7");

        Assert.Single(disk.Opened);
        Assert.InRange(second.BytesStored, 2_000_000, 2_010_000);
        Assert.Empty((await place.Restore(1)).Errors);
        Assert.Empty((await place.Restore(1, to: place.Out + "1", passphrase: "any"u8.ToArray())).Errors);
        Assert.Empty((await place.Restore(2, to: place.Out + "2", passphrase: Passphrase)).Errors);
        Assert.Equal(TreePicture.Of(place.Source), TreePicture.Of(place.Out + "2" + place.Source));
    }

    [Fact]
    public async Task What_has_not_changed_is_neither_read_nor_stored_again()
    {
        var disk = new FaultyDisk();
        using var place = await Encrypted(disk);
        AwkwardTree.Make(place);
        var first = await place.Backup(1, agent: "7");
        place.Reopen(disk);
        disk.Opened.Clear();

        var second = await place.Backup(2, agent: "7");

        Assert.Empty(disk.Opened);
        Assert.Equal((first.FilesSearched, first.BytesSearched), (second.FilesSearched, second.BytesSearched));
        Assert.Equal((0, 0), (second.FilesBackedUp, second.BytesBackedUp));
        Assert.InRange(second.BytesStored, 1, 100_000);
    }

    [Fact]
    public async Task Equal_bytes_are_stored_once_for_an_agent_and_once_more_for_each_other()
    {
        using var place = await Encrypted();
        await place.Engine.EnableEncryptionAsync("8", Passphrase, default);
        var data = VaultPlace.Noise(3_000_000, 1);
        place.Write("1", data);
        place.Write("2", data);

        Assert.InRange((await place.Backup(1, configuration: 1, agent: "7")).BytesStored, 3_000_000, 3_010_000);
        Assert.InRange((await place.Backup(2, configuration: 2, agent: "7")).BytesStored, 1, 10_000);
        Assert.InRange((await place.Backup(3, configuration: 3, agent: "8")).BytesStored, 3_000_000, 3_010_000);
        Assert.InRange((await place.Backup(4, configuration: 4)).BytesStored, 3_000_000, 3_010_000);
        Assert.InRange((await place.Backup(5, configuration: 5)).BytesStored, 1, 10_000);
        Assert.Empty((await place.Restore(3, passphrase: Passphrase)).Errors);
        Assert.Equal(TreePicture.Of(place.Source), TreePicture.Of(place.Restored("")));
    }

    [Fact]
    public async Task Bytes_put_in_at_the_front_do_not_store_the_rest_anew()
    {
        using var place = await Encrypted();
        var data = VaultPlace.Noise(12_000_000, 1);
        place.Write("a", data);
        await place.Backup(1, agent: "7");
        place.Write("a", [1, 2, 3, .. data]);

        Assert.InRange((await place.Backup(2, agent: "7")).BytesStored, 1, 4_500_000);
    }

    [Fact]
    public async Task Forgetting_needs_no_passphrase_and_keeps_what_others_need()
    {
        using var place = await Encrypted();
        place.Write("a", VaultPlace.Noise(500_000, 1));
        await place.Backup(1, agent: "7");
        place.Write("b", VaultPlace.Noise(300_000, 2));
        await place.Backup(2, agent: "7");
        place.Write("a", "small");
        await place.Backup(3, agent: "7");
        await place.Backup(4, configuration: 2);
        place.Reopen();

        await place.Engine.ForgetAsync(1, default);
        await place.Engine.ForgetAsync(2, default);

        Assert.Equal([3, 4], await place.Engine.ListAsync(default));
        Assert.Equal(3, place.Packs.Length);
        Assert.Empty((await place.Restore(3, passphrase: Passphrase)).Errors);
        Assert.Empty((await place.Restore(4, to: place.Out + "4")).Errors);
        await place.Engine.ForgetAsync(3, default);
        Assert.Single(place.Packs);
    }

    [Fact]
    public async Task While_an_agents_key_is_lost_no_block_goes()
    {
        using var place = await Encrypted();
        place.Write("a", VaultPlace.Noise(500_000, 1));
        await place.Backup(1, agent: "7");
        await place.Backup(2, configuration: 2);
        File.Delete(place.KeyCopy("7"));

        await place.Engine.ForgetAsync(2, default);

        Assert.Equal(2, place.Packs.Length);
        Assert.Empty((await place.Restore(1, passphrase: Passphrase)).Errors);
        await place.Engine.ForgetAsync(1, default);
        Assert.Empty(place.Packs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("keys")]
    [InlineData("keys/7.key")]
    [InlineData("another name")]
    public async Task Keys_are_never_backed_up(string include)
    {
        using var place = new VaultPlace { VaultFolder = "source/state/vault" };
        await place.Engine.EnableEncryptionAsync("7", Passphrase, default);
        place.Write("state/other", "o");
        var state = Path.Combine(place.Source, "state");
        Directory.CreateSymbolicLink(Path.Combine(state, "another name"), "keys");

        var outcome = await place.Backup(1, include: [Path.Combine(state, include)]);
        await place.Restore(1);

        Assert.Empty(outcome.Errors);
        Assert.Equal(include.Length == 0, File.Exists(place.Restored("state/other")));
        Assert.Empty(Directory.Exists(place.Out) ? Directory.GetFiles(place.Out, "*.key", SearchOption.AllDirectories) : []);
    }

    [Fact]
    public async Task Cancelled_and_killed_encrypted_backups_leave_the_vault_usable()
    {
        var disk = new FaultyDisk();
        using var place = await Encrypted(disk);
        place.Write("a", VaultPlace.Noise(40 << 20, 1));
        disk.BeforeStep = (step, path) => FaultyDisk.FailIf(
            step == "create" && path.Contains("00000002", StringComparison.Ordinal), new IOException("The power is gone"));
        await Refused(EngineFailure.StoreUnavailable, () => place.Backup(1, agent: "7"));
        place.Reopen();

        var outcome = await place.Backup(1, agent: "7");

        Assert.Equal(40 << 20, outcome.BytesBackedUp);
        Assert.InRange(outcome.BytesStored, 1, 12 << 20);
        Assert.Empty((await place.Restore(1, passphrase: Passphrase)).Errors);
        Assert.Equal(TreePicture.Of(place.Source), TreePicture.Of(place.Restored("")));
    }

    private static async Task<VaultPlace> Encrypted(FaultyDisk? disk = null)
    {
        var place = new VaultPlace(disk);
        await place.Engine.EnableEncryptionAsync("7", Passphrase, default);
        return place;
    }

    private static async Task Refused(EngineFailure why, Func<Task> job) =>
        Assert.Equal(why, (await Assert.ThrowsAsync<EngineException>(job)).Failure);
}

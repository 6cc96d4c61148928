using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using RaxBackup.Service.Engines.Vault;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

public sealed class VaultPassphraseTests
{
    private static readonly byte[] Old = "old passphrase"u8.ToArray();
    private static readonly byte[] New = "пароль 密码 🎒"u8.ToArray();
    private static readonly byte[] Wrong = "wrong"u8.ToArray();

    [Fact]
    public async Task After_a_change_only_the_new_one_opens_what_was_stored_before_and_after()
    {
        using var place = await BackedUp();
        var packs = place.Packs.Select(File.GetLastWriteTimeUtc).ToArray();

        await place.Engine.ChangePassphraseAsync("7", Old, New, default);

        Assert.Equal(packs, place.Packs.Select(File.GetLastWriteTimeUtc));
        place.Reopen();
        await place.Backup(2, agent: "7");
        foreach (var id in new[] { 1, 2 })
        {
            await Refused(EngineFailure.WrongPassphrase, () => place.Restore(id, passphrase: Old));
            Assert.Empty((await place.Restore(id, to: place.Out + id, passphrase: New)).Errors);
        }
        await Refused(EngineFailure.WrongPassphrase, () => place.Engine.VerifyPassphraseAsync("7", Old, default));
        await place.Engine.VerifyPassphraseAsync("7", New, default);
    }

    [Fact]
    public async Task A_change_with_the_wrong_or_no_passphrase_changes_nothing()
    {
        using var place = await BackedUp();
        var before = File.ReadAllBytes(place.WrappedKey("7"));

        await Refused(EngineFailure.WrongPassphrase, () => place.Engine.ChangePassphraseAsync("7", Wrong, New, default));
        await Refused(EngineFailure.WrongPassphrase, () => place.Engine.ChangePassphraseAsync("7", default, New, default));
        await Refused(EngineFailure.WrongPassphrase, () => place.Engine.ChangePassphraseAsync("7", Old, default, default));

        Assert.Equal(before, File.ReadAllBytes(place.WrappedKey("7")));
        await place.Engine.VerifyPassphraseAsync("7", Old, default);
    }

    [Fact]
    public async Task Killed_at_any_step_of_a_change_exactly_one_passphrase_is_right()
    {
        var disk = new FaultyDisk();
        using var place = await BackedUp(disk);
        for (var killAt = 1; ; killAt++)
        {
            var (steps, renamed, finished) = (0, false, false);
            disk.BeforeStep = (step, path) =>
            {
                // From the kill on nothing works, not even tidying up.
                FaultyDisk.FailIf(++steps >= killAt, new IOException("The power is gone"));
                renamed |= step == "rename" && path == place.WrappedKey("7");
            };
            finished = await Survives(() => place.Engine.ChangePassphraseAsync("7", Old, New, default));
            place.Reopen(disk = new FaultyDisk());

            await place.Engine.VerifyPassphraseAsync("7", renamed ? New : Old, default);
            await Refused(EngineFailure.WrongPassphrase, () => place.Engine.VerifyPassphraseAsync("7", renamed ? Old : New, default));
            Assert.Empty((await place.Backup(1 + killAt, agent: "7")).Errors);
            Assert.Empty(Directory.GetFiles(place.Folder, "*.tmp", SearchOption.AllDirectories));
            if (finished)
            {
                Assert.True(renamed);
                Assert.InRange(steps, 5, 20);
                Assert.Empty((await place.Restore(1, passphrase: New)).Errors);
                break;
            }
            if (renamed)
            {
                await place.Engine.ChangePassphraseAsync("7", New, Old, default);
            }
        }
    }

    [Fact]
    public async Task Killed_at_any_step_of_enabling_it_can_be_enabled_again_with_any_passphrase()
    {
        for (var killAt = 1; ; killAt++)
        {
            var disk = new FaultyDisk();
            using var place = new VaultPlace(disk);
            place.Write("a", "1");
            _ = place.Engine;
            var (steps, renamed) = (0, false);
            disk.BeforeStep = (step, path) =>
            {
                FaultyDisk.FailIf(++steps >= killAt, new IOException("The power is gone"));
                renamed |= step == "rename" && path == place.WrappedKey("7");
            };
            var finished = await Survives(() => place.Engine.EnableEncryptionAsync("7", Old, default));
            place.Reopen();
            if (!renamed)
            {
                await Refused(EngineFailure.EncryptionKeyUnavailable, () => place.Backup(1, agent: "7"));
                await place.Engine.EnableEncryptionAsync("7", New, default);
            }
            Assert.Empty(Directory.GetFiles(place.Folder, "*.tmp", SearchOption.AllDirectories));
            await place.Backup(1, agent: "7");
            Assert.Empty((await place.Restore(1, passphrase: renamed ? Old : New)).Errors);
            await Refused(EngineFailure.AlreadyEncrypted, () => place.Engine.EnableEncryptionAsync("7", New, default));
            if (finished)
            {
                Assert.InRange(steps, 10, 30);
                break;
            }
        }
    }

    [Fact]
    public async Task Once_on_it_stays_on()
    {
        using var place = await BackedUp();
        await Refused(EngineFailure.AlreadyEncrypted, () => place.Engine.EnableEncryptionAsync("7", Old, default));
        await Refused(EngineFailure.AlreadyEncrypted, () => place.Engine.EnableEncryptionAsync("7", Wrong, default));
        place.Reopen();
        await Refused(EngineFailure.AlreadyEncrypted, () => place.Engine.EnableEncryptionAsync("7", New, default));
        await place.Engine.VerifyPassphraseAsync("7", Old, default);
    }

    [Fact]
    public async Task An_agent_without_a_key_is_told_so()
    {
        using var place = await BackedUp();
        await Refused(EngineFailure.EncryptionKeyUnavailable, () => place.Backup(2, agent: "8"));
        await Refused(EngineFailure.EncryptionKeyUnavailable, () => place.Engine.VerifyPassphraseAsync("8", Old, default));
        await Refused(EngineFailure.EncryptionKeyUnavailable, () => place.Engine.ChangePassphraseAsync("8", Old, New, default));
        await Refused(EngineFailure.WrongPassphrase, () => place.Engine.EnableEncryptionAsync("8", default, default));
        Assert.False(File.Exists(place.KeyCopy("8")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../7")]
    [InlineData("a/b")]
    [InlineData("ü")]
    public async Task What_is_no_agents_key_makes_no_file(string agent)
    {
        using var place = new VaultPlace();
        await Assert.ThrowsAsync<ArgumentException>(() => place.Engine.EnableEncryptionAsync(agent, Old, default));
        Assert.Empty(Directory.GetFiles(place.Folder, "*7*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Keys_are_their_owners_alone()
    {
        using var place = await BackedUp();
        Assert.Equal("600", AwkwardTree.ModeOf(place.KeyCopy("7")));
        Assert.Equal("600", AwkwardTree.ModeOf(place.WrappedKey("7")));
        Assert.Equal("700", AwkwardTree.ModeOf(place.Keys));
    }

    private static async Task<bool> Survives(Func<Task> change)
    {
        try
        {
            await change();
            return true;
        }
        catch (EngineException failure)
        {
            Assert.Equal(EngineFailure.StoreUnavailable, failure.Failure);
            return false;
        }
    }

    private static async Task<VaultPlace> BackedUp(Disk? disk = null)
    {
        var place = new VaultPlace(disk);
        place.Write("a", VaultPlace.Noise(10_000, 1));
        await place.Engine.EnableEncryptionAsync("7", Old, default);
        await place.Backup(1, agent: "7");
        return place;
    }

    private static async Task Refused(EngineFailure why, Func<Task> job) =>
        Assert.Equal(why, (await Assert.ThrowsAsync<EngineException>(job)).Failure);
}

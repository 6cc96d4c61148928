using System;
using System.IO;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

public sealed class VaultLostKeyTests
{
    private static readonly byte[] Right = "right"u8.ToArray();
    private static readonly byte[] Wrong = "wrong"u8.ToArray();

    [Theory]
    [InlineData("gone", "enable")]
    [InlineData("damaged", "enable")]
    [InlineData("cut off", "change")]
    [InlineData("another's", "change")]
    [InlineData("another's", "enable")]
    public async Task Without_the_key_for_unattended_backups_they_fail_until_the_passphrase_is_given_again(string how, string remedy)
    {
        using var place = await BackedUp();
        Spoil(place, place.KeyCopy("7"), place.KeyCopy("8"), how);
        place.Reopen();

        var failure = await Refused(EngineFailure.EncryptionKeyUnavailable, () => place.Backup(2, agent: "7"));
        Assert.Contains(place.KeyCopy("7"), failure.Message);
        await place.Engine.VerifyPassphraseAsync("7", Right, default);
        await Refused(EngineFailure.EncryptionKeyUnavailable, () => place.Backup(2, agent: "7"));
        Task Remedy(byte[] passphrase) => remedy == "enable"
            ? place.Engine.EnableEncryptionAsync("7", passphrase, default)
            : place.Engine.ChangePassphraseAsync("7", passphrase, Right, default);
        await Refused(EngineFailure.WrongPassphrase, () => Remedy(Wrong));
        await Refused(EngineFailure.EncryptionKeyUnavailable, () => place.Backup(2, agent: "7"));

        await Remedy(Right);

        var second = await place.Backup(2, agent: "7");
        Assert.Equal(0, second.FilesBackedUp);
        Assert.Empty((await place.Restore(2, passphrase: Right)).Errors);
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("damaged")]
    [InlineData("cut off")]
    public async Task Without_the_wrapped_key_nothing_is_stored_that_could_never_be_restored(string how)
    {
        using var place = await BackedUp();
        Spoil(place, place.WrappedKey("7"), place.WrappedKey("8"), how);

        foreach (var job in new Func<Task>[]
        {
            () => place.Backup(2, agent: "7"), () => place.Restore(1, passphrase: Right),
            () => place.Engine.VerifyPassphraseAsync("7", Right, default), () => place.Engine.ChangePassphraseAsync("7", Right, Wrong, default),
        })
        {
            var failure = await Refused(EngineFailure.EncryptionKeyUnavailable, job);
            Assert.Contains(place.WrappedKey("7"), failure.Message);
        }

        // The key itself is still there: it is wrapped again, and all backups are back.
        await place.Engine.EnableEncryptionAsync("7", "new"u8.ToArray(), default);
        Assert.Empty((await place.Restore(1, passphrase: "new"u8.ToArray())).Errors);
        await place.Backup(2, agent: "7");
    }

    [Fact]
    public async Task A_damaged_key_is_not_replaced_by_a_new_one_that_opens_nothing()
    {
        using var place = await BackedUp();
        Spoil(place, place.WrappedKey("7"), "", "damaged");
        File.Delete(place.KeyCopy("7"));
        var damaged = File.ReadAllBytes(place.WrappedKey("7"));

        await Refused(EngineFailure.EncryptionKeyUnavailable, () => place.Engine.EnableEncryptionAsync("7", Right, default));

        Assert.Equal(damaged, File.ReadAllBytes(place.WrappedKey("7")));
        Assert.False(File.Exists(place.KeyCopy("7")));
    }

    [Fact]
    public async Task Another_agents_key_opens_nothing_under_this_ones_name()
    {
        using var place = await BackedUp();
        Spoil(place, place.WrappedKey("7"), place.WrappedKey("8"), "another's");

        await Refused(EngineFailure.WrongPassphrase, () => place.Engine.VerifyPassphraseAsync("7", Right, default));
        await Refused(EngineFailure.EncryptionKeyUnavailable, () => place.Restore(1, passphrase: Right));
        await Refused(EngineFailure.EncryptionKeyUnavailable, () => place.Backup(2, agent: "7"));
    }

    private static void Spoil(VaultPlace place, string file, string other, string how)
    {
        Assert.StartsWith(place.Folder, file, StringComparison.Ordinal);
        var whole = File.ReadAllBytes(file);
        switch (how)
        {
            case "gone":
                File.Delete(file);
                break;
            case "damaged":
                whole[20] ^= 1;
                File.WriteAllBytes(file, whole);
                break;
            case "cut off":
                File.WriteAllBytes(file, whole[..^1]);
                break;
            default:
                File.Copy(other, file, overwrite: true);
                break;
        }
    }

    // Agent 8 has the same passphrase.
    private static async Task<VaultPlace> BackedUp()
    {
        var place = new VaultPlace();
        place.Write("a", VaultPlace.Noise(10_000, 1));
        await place.Engine.EnableEncryptionAsync("7", Right, default);
        await place.Engine.EnableEncryptionAsync("8", Right, default);
        await place.Backup(1, agent: "7");
        return place;
    }

    private static async Task<EngineException> Refused(EngineFailure why, Func<Task> job)
    {
        var failure = await Assert.ThrowsAsync<EngineException>(job);
        Assert.Equal(why, failure.Failure);
        return failure;
    }
}

using System.Security;
using System.Threading.Tasks;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>Starts restores that are ready, with a passphrase where the backup is encrypted.</summary>
internal sealed class RestoreStart(Connection connection, string? region, SecureString? passphrase)
{
    /// <summary>Starts a restore that was made ready before.</summary>
    public async Task<Restore> PreparedAsync(long restoreId, Call call) =>
        await ReadyAsync(await connection.Restores.GetAsync(region, restoreId, call), call);

    /// <summary>Creates a restore with its paths, and starts it. What fails half-way names the restore that is left behind.</summary>
    public async Task<Restore> NewAsync(RestoreOrder order, Call call)
    {
        var restore = await order.CreateAsync(connection, region, call);
        try
        {
            foreach (var path in order.Paths)
                await connection.Restores.AddItemAsync(region, path.DraftFor(restore.RestoreId), call);
            return await ReadyAsync(restore, call);
        }
        catch (RaxBackupException failure)
        {
            throw new RaxBackupException(failure.Kind, failure.ErrorId, Text.RestoreNotStarted(restore.RestoreId, failure.Message), failure)
            {
                Target = restore,
                RecommendedAction = failure.RecommendedAction,
                Status = failure.Status,
            };
        }
    }

    private async Task<Restore> ReadyAsync(Restore restore, Call call)
    {
        await connection.Restores.StartAsync(region, restore.RestoreId, Encrypted(restore), call);
        try
        {
            return await connection.Restores.GetAsync(region, restore.RestoreId, call);
        }
        catch (RaxBackupException failure)
        {
            call.Warning(Text.RestoreStartedUnread(restore.RestoreId, failure.Message));
            restore.State = JobState.StartRequested;
            return restore;
        }
    }

    private string? Encrypted(Restore restore) =>
        restore.IsEncrypted != true ? null
        : passphrase is not null ? Passphrase.Encrypt(passphrase, restore.PublicKey)
        : throw Failures.PassphraseRequired(restore.BackupId);
}

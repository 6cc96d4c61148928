using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>A restore as a person orders it, and its way to the service.</summary>
internal sealed record RestoreOrder
{
    private readonly long backupId;
    private readonly string destinationPath;
    private readonly bool overwrite;

    public RestoreOrder(long backupId, string destinationPath, bool overwrite)
    {
        PathChecks.AllAbsolute([destinationPath]);
        (this.backupId, this.destinationPath, this.overwrite) = (backupId, destinationPath, overwrite);
    }

    /// <summary>Where it came from, where a person did not say.</summary>
    public long? BackupAgentId { get; init; }

    public long? DestinationAgentId { get; init; }

    public string? BackupDataCenter { get; init; }

    /// <summary>Whether an encrypted backup could be opened; asked before anything is created.</summary>
    public bool HasPassphrase { get; init; } = true;

    /// <summary>What to restore and what to leave out; nothing means everything.</summary>
    public IReadOnlyList<RestorePath> Paths { get; init; } = [];

    /// <summary>Creates the restore, without its paths.</summary>
    public async Task<Restore> CreateAsync(Connection connection, string? region, Call call)
    {
        var source = BackupAgentId ?? await AgentOfBackupAsync(connection, region, call);
        var draft = new RestoreDraft(backupId, source, DestinationAgentId ?? source, destinationPath, overwrite, BackupDataCenter);
        return await connection.Restores.CreateAsync(region, draft, call);
    }

    /// <summary>Creates the restore with its paths, and starts it. What fails half-way names the restore that is left behind.</summary>
    public async Task<Restore> StartAsync(Connection connection, string? region, Func<Restore, Call, Task> start, Call call)
    {
        var restore = await CreateAsync(connection, region, call);
        try
        {
            foreach (var path in Paths)
                await connection.Restores.AddItemAsync(region, path.DraftFor(restore.RestoreId), call);
            await start(restore, call);
            return restore;
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

    private async Task<long> AgentOfBackupAsync(Connection connection, string? region, Call call)
    {
        var backup = await connection.Backups.GetAsync(region, backupId, call);
        if (backup.IsEncrypted == true && !HasPassphrase)
            throw Failures.Argument(nameof(Text.PassphraseRequired), Text.PassphraseRequired(backupId), backupId);
        return backup.MachineAgentId
            ?? throw new RaxBackupException(FailureKind.UnreadableAnswer, nameof(Text.BackupAgentUnknown), Text.BackupAgentUnknown(backupId)) { Target = backupId };
    }
}

/// <summary>A path of a restore.</summary>
internal sealed record RestorePath(string Path, BackupItemType Type, BackupItemFilter Filter)
{
    public RestoreItemDraft DraftFor(long restoreId) =>
        new(Path, Number((int)Filter), restoreId, Number((int)Type));

    public static IEnumerable<RestorePath> Of(IEnumerable<string> paths, BackupItemType type, BackupItemFilter filter) =>
        paths.Select(path => new RestorePath(path, type, filter));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

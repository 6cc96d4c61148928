using System.Collections.Generic;
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

    private async Task<long> AgentOfBackupAsync(Connection connection, string? region, Call call)
    {
        var backup = await connection.Backups.GetAsync(region, backupId, call);
        if (backup.IsEncrypted == true && !HasPassphrase)
            throw Failures.PassphraseRequired(backupId);
        return backup.MachineAgentId ?? throw Failures.BackupAgentUnknown(backupId);
    }
}

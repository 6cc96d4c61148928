using RaxBackup.Client.Http;

namespace RaxBackup.Client;

/// <summary>What of a restore is to change; null: stays as it is.</summary>
internal sealed record RestoreChanges(string? DestinationPath = null, long? DestinationAgentId = null, bool? Overwrite = null);

/// <summary>A restore that is changed, in the wire's own names: the whole of it, since the API wants every field.</summary>
internal sealed record RestoreUpdateDraft(
    long RestoreId, long? BackupId, long? BackupConfigurationId, int? RestoreStateId, long? BackupMachineId, long? DestinationMachineId,
    string? DestinationPath, bool? OverwriteFiles, string? BackupDataCenter) : ITargeted
{
    object ITargeted.Target => RestoreId;

    /// <summary>The restore as it was read, with the changes.</summary>
    public static RestoreUpdateDraft Of(Restore read, RestoreChanges changes) => new(
        read.RestoreId, read.BackupId, read.BackupConfigurationId, read.RestoreStateId, read.BackupMachineId,
        changes.DestinationAgentId ?? read.DestinationMachineId, changes.DestinationPath ?? read.DestinationPath,
        changes.Overwrite ?? read.OverwriteFiles, read.BackupDataCenter);
}

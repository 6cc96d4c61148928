using System.Globalization;

namespace RaxBackup.Service.State;

/// <summary>A restore as it was sent.</summary>
internal sealed record RestoreDraft(
    long? BackupId, long? BackupMachineId, long? DestinationMachineId, string? DestinationPath, bool? OverwriteFiles, string? BackupDataCenter);

/// <summary>A restore item as it was sent: 1 or Include, 2 or Exclude; 0 or File, 1 or Folder, 2 or Database.</summary>
internal sealed record RestoreItemDraft(long? ParentId, string? FilePath, string? Filter, string? FileItemType);

/// <summary>What restores and their items must look like to be taken.</summary>
internal static class RestoreRules
{
    public static NewRestore Check(RestoreDraft draft, BackupRow backup, AgentRow? destination)
    {
        if (draft.BackupMachineId != backup.MachineAgentId)
        {
            throw Refusal.Invalid(
                "BackupMachineId",
                    $"BackupMachineId must be {backup.MachineAgentId}, the agent that made backup {backup.BackupId}, "
                    + $"not {draft.BackupMachineId.Said()}.");
        }

        if (destination == null)
        {
            throw Refusal.NotFound($"There is no agent {draft.DestinationMachineId.Said()} (DestinationMachineId) in {backup.Region}.");
        }

        if (destination.IsDisabled)
        {
            throw Refusal.Forbidden($"Agent {destination.MachineAgentId} is disabled.");
        }

        if (Regions.Find(draft.BackupDataCenter ?? backup.Region) != backup.Region)
        {
            throw Refusal.Invalid(
                "BackupDataCenter", $"BackupDataCenter must be {backup.Region}, where the backup is, not '{draft.BackupDataCenter}'.");
        }

        return new NewRestore(
            backup.BackupId, destination.MachineAgentId, PathRules.Absolute("DestinationPath", draft.DestinationPath),
            draft.OverwriteFiles ?? false, backup.Region);
    }

    /// <summary>Restores are changed only while they are being put together.</summary>
    public static void RequireCreating(string field, RestoreRow restore)
    {
        if (restore.State != JobState.Creating)
        {
            throw Refusal.Invalid(field, $"Restore {restore.RestoreId} is {restore.State}; it can be changed only while it is Creating.");
        }
    }

    public static void RequireConfiguration(long? given, BackupRow backup)
    {
        if (given is { } id && id != backup.ConfigurationId)
        {
            throw Refusal.Invalid(
                "BackupConfigurationId", $"BackupConfigurationId must be {backup.ConfigurationId}, that of backup {backup.BackupId}, not {id}.");
        }
    }

    public static RestoreItem Check(RestoreItemDraft draft, RestoreRow restore) => new()
    {
        RestoreId = restore.State == JobState.Creating
            ? restore.RestoreId
            : throw Refusal.Invalid("ParentId", $"Restore {restore.RestoreId} is {restore.State}; items can be added only while it is Creating."),
        FilePath = PathRules.Absolute("FilePath", draft.FilePath),
        Filter = draft.Filter?.ToUpperInvariant() switch
        {
            "1" or "INCLUDE" => RestoreItem.Include,
            "2" or "EXCLUDE" => RestoreItem.Exclude,
            _ => throw Refusal.Invalid("Filter", $"Filter must be 1 (include) or 2 (exclude), not '{draft.Filter}'."),
        },
        FileItemType = draft.FileItemType?.ToUpperInvariant() switch
        {
            "0" or "FILE" => RestoreItem.File,
            "1" or "FOLDER" => RestoreItem.Folder,
            "2" or "DATABASE" => throw Refusal.Invalid("FileItemType", "FileItemType 2 (database): this machine's backups hold no databases."),
            _ => throw Refusal.Invalid("FileItemType", $"FileItemType must be 0 (file) or 1 (folder), not '{draft.FileItemType}'."),
        },
    };

    private static string Said(this long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "null";
}

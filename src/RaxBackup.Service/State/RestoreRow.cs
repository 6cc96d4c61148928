namespace RaxBackup.Service.State;

/// <summary>A restore, with what is known of its backup and the two agents.</summary>
internal sealed class RestoreRow
{
    public long RestoreId { get; init; }
    public long BackupId { get; init; }
    public long DestinationMachineId { get; init; }
    public string DestinationPath { get; init; } = "";
    public bool OverwriteFiles { get; init; }
    public string BackupDataCenter { get; init; } = "";
    public JobState State { get; init; }
    public long StateChangeTime { get; init; }
    public long? StartTime { get; init; }
    public long? CompletedTime { get; init; }
    public long FilesRestored { get; init; }
    public long BytesRestored { get; init; }
    public long FilesSkipped { get; init; }
    public long NumErrors { get; init; }
    public string Reason { get; init; } = "";
    public string Diagnostics { get; init; } = "";

    public long? BackupCompletedTime { get; init; }
    public long ConfigurationId { get; init; }
    public string ConfigurationName { get; init; } = "";
    public bool IsConfigurationDeleted { get; init; }
    public long BackupMachineId { get; init; }
    public string BackupMachineName { get; init; } = "";
    public string BackupFlavor { get; init; } = "";
    public bool IsEncrypted { get; init; }
    public string ModulusHex { get; init; } = "";
    public string ExponentHex { get; init; } = "";
    public string DestinationMachineName { get; init; } = "";
    public bool IsDestinationDisabled { get; init; }
    public string Region { get; init; } = "";
}

/// <summary>A path that a restore takes or leaves out. Numbers as on the wire.</summary>
internal sealed class RestoreItem
{
    public const int Include = 1;
    public const int Exclude = 2;
    public const int File = 0;
    public const int Folder = 1;
    public const int Database = 2;

    public long FileId { get; init; }
    public long RestoreId { get; init; }
    public string FilePath { get; init; } = "";
    public int Filter { get; init; }
    public int FileItemType { get; init; }
}

/// <summary>A restore that has passed the rules.</summary>
internal sealed record NewRestore(long BackupId, long DestinationMachineId, string DestinationPath, bool OverwriteFiles, string BackupDataCenter);

namespace RaxBackup.Service.State;

/// <summary>One run of a configuration, with what is known of the configuration and its agent.</summary>
internal sealed class BackupRow
{
    public long BackupId { get; init; }
    public long ConfigurationId { get; init; }
    public JobState State { get; init; }
    public long StateChangeTime { get; init; }
    public long RequestedTime { get; init; }
    public long? StartTime { get; init; }
    public long? CompletedTime { get; init; }
    public long FilesSearched { get; init; }
    public long BytesSearched { get; init; }
    public long FilesBackedUp { get; init; }
    public long BytesBackedUp { get; init; }
    public long BytesStored { get; init; }
    public long NumErrors { get; init; }
    public string Reason { get; init; } = "";
    public string Diagnostics { get; init; } = "";

    /// <summary>Whether this very backup is; its agent's others may have been made before there was encryption.</summary>
    public bool IsEncrypted { get; init; }

    public string ConfigurationName { get; init; } = "";
    public bool IsConfigurationDeleted { get; init; }
    public long MachineAgentId { get; init; }
    public string MachineName { get; init; } = "";
    public string Region { get; init; } = "";
    public string Flavor { get; init; } = "";
    public string ModulusHex { get; init; } = "";
    public string ExponentHex { get; init; } = "";
}

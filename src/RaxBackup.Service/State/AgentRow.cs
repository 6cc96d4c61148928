namespace RaxBackup.Service.State;

/// <summary>A machine and its agent, as stored.</summary>
internal sealed record AgentRow
{
    public long MachineAgentId { get; init; }
    public string TenantId { get; init; } = "";
    public string Region { get; init; } = "";
    public string MachineName { get; init; } = "";
    public string AgentVersion { get; init; } = "";
    public string Architecture { get; init; } = "";
    public string Flavor { get; init; } = "";
    public string IPAddress { get; init; } = "";
    public string OperatingSystem { get; init; } = "";
    public string OperatingSystemVersion { get; init; } = "";
    public string HostServerId { get; init; } = "";
    public bool IsDisabled { get; init; }
    public bool IsEncrypted { get; init; }
    public bool UseServiceNet { get; init; }
    public int LoggingLevelId { get; init; }

    /// <summary>Where its backups are to lie; null where that is its own region.</summary>
    public string? BackupDataCenter { get; init; }
    public string ModulusHex { get; init; } = "";
    public string ExponentHex { get; init; } = "";
    public long? TimeOfLastSuccessfulBackup { get; init; }
}

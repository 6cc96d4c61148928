using System;

namespace RaxBackup;

/// <summary>One run of a configuration (operation List backup details).</summary>
public class Backup : IRegional
{
    /// <summary>The backup's id.</summary>
    public long BackupId { get; set; }
    /// <summary>The configuration that it is a run of.</summary>
    public long? BackupConfigurationId { get; set; }
    /// <summary>Name of the configuration.</summary>
    public string? BackupConfigurationName { get; set; }
    /// <summary>The agent that runs it.</summary>
    public long? MachineAgentId { get; set; }
    /// <summary>Name of the agent's machine.</summary>
    public string? MachineName { get; set; }
    /// <summary>The region of the service that this was read from.</summary>
    public string? Region { get; set; }
    /// <summary>How far it is (wire: CurrentState).</summary>
    public JobState State { get; set; } = JobState.Unknown;
    /// <summary>The state as the service spelt it (wire: CurrentState).</summary>
    public string? StateText { get; set; }
    /// <summary>When the state last changed (UTC).</summary>
    public DateTimeOffset? StateChangeTime { get; set; }
    /// <summary>How much is done, 0 to 100; null where the service does not tell (the local service does).</summary>
    public int? PercentComplete { get; set; }
    /// <summary>Whether it is encrypted.</summary>
    public bool? IsEncrypted { get; set; }
    /// <summary>The key that it is encrypted with.</summary>
    public PublicKey? EncryptionKey { get; set; }
}

/// <summary>A backup that can still be restored (operation List completed backups).</summary>
public class CompletedBackup : IRegional
{
    /// <summary>The backup's id.</summary>
    public long BackupId { get; set; }
    /// <summary>The configuration that it is a run of.</summary>
    public long? BackupConfigurationId { get; set; }
    /// <summary>Name of the configuration.</summary>
    public string? BackupConfigurationName { get; set; }
    /// <summary>The agent that made it.</summary>
    public long? MachineAgentId { get; set; }
    /// <summary>Name of the agent's machine.</summary>
    public string? MachineName { get; set; }
    /// <summary>The region of the service that this was read from.</summary>
    public string? Region { get; set; }
    /// <summary>When it was complete (UTC).</summary>
    public DateTimeOffset? CompletedTime { get; set; }
    /// <summary>Bytes that were looked at.</summary>
    public long? BytesSearched { get; set; }
    /// <summary>Number of files that could not be backed up.</summary>
    public long? NumErrors { get; set; }
}

/// <summary>A configuration that has something to restore (operation List the backups available for a restore).</summary>
public class RestorePoint : IRegional
{
    /// <summary>The configuration whose backups can be restored.</summary>
    public long BackupConfigurationId { get; set; }
    /// <summary>Name of the configuration.</summary>
    public string? BackupConfigurationName { get; set; }
    /// <summary>The agent that made them.</summary>
    public long? MachineAgentId { get; set; }
    /// <summary>Name of the agent's machine.</summary>
    public string? MachineName { get; set; }
    /// <summary>The region of the service that this was read from.</summary>
    public string? Region { get; set; }
    /// <summary>Whether they are encrypted.</summary>
    public bool? IsEncrypted { get; set; }
    /// <summary>The agent's public key (wire: PublicKeyMod and PublicKeyHex).</summary>
    public PublicKey? PublicKey { get; set; }
    /// <summary>RaxCloudServer for Cloud Servers.</summary>
    public string? Flavor { get; set; }
    /// <summary>When a backup last succeeded (UTC).</summary>
    public DateTimeOffset? LastSuccessfulBackupTime { get; set; }
}

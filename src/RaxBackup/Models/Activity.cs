using System;

namespace RaxBackup;

/// <summary>One row of what agents did or are doing (operations List all activity for an agent, for a user).</summary>
public class Activity : IRegional
{
    /// <summary>Id of the backup, restore or clean-up (wire: ID).</summary>
    public long Id { get; set; }
    /// <summary>Backup, Restore or Cleanup.</summary>
    public ActivityType Type { get; set; }
    /// <summary>The type as the service spelt it.</summary>
    public string? TypeText { get; set; }
    /// <summary>The configuration's id where it is a backup; 0 for a clean-up.</summary>
    public long? ParentId { get; set; }
    /// <summary>Name of the configuration.</summary>
    public string? DisplayName { get; set; }
    /// <summary>Whether the configuration is deleted.</summary>
    public bool? IsBackupConfigurationDeleted { get; set; }
    /// <summary>The agent that data comes from.</summary>
    public long? SourceMachineAgentId { get; set; }
    /// <summary>Name of that agent's machine.</summary>
    public string? SourceMachineName { get; set; }
    /// <summary>The agent that data goes to; 0 where it is no restore.</summary>
    public long? DestinationMachineAgentId { get; set; }
    /// <summary>Name of that agent's machine.</summary>
    public string? DestinationMachineName { get; set; }
    /// <summary>Data center that data comes from, where the service tells.</summary>
    public string? SourceDatacenter { get; set; }
    /// <summary>Data center that data goes to, where the service tells.</summary>
    public string? DestinationDatacenter { get; set; }
    /// <summary>The region of the service that this was read from.</summary>
    public string? Region { get; set; }
    /// <summary>How far it is (wire: CurrentState).</summary>
    public JobState State { get; set; } = JobState.Unknown;
    /// <summary>The state as the service spelt it (wire: CurrentState).</summary>
    public string? StateText { get; set; }
    /// <summary>When it happened (UTC).</summary>
    public DateTimeOffset? TimeOfActivity { get; set; }
    /// <summary>The backup: the one that a restore reads, or the row's own where the service names no other.</summary>
    public long? BackupId { get; set; }
    /// <summary>The restore, where the row is one (wire: ID).</summary>
    public long? RestoreId { get; set; }
}

/// <summary>Kinds of activity.</summary>
public enum ActivityType
{
    /// <summary>A word not known here; see the text property.</summary>
    Unknown,
    /// <summary>A backup.</summary>
    Backup,
    /// <summary>A restore.</summary>
    Restore,
    /// <summary>A clean-up of the vault.</summary>
    Cleanup,
}

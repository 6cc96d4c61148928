using System;

namespace RaxBackup;

/// <summary>What an agent backs up, when, and whom it tells (operation List backup configuration details).</summary>
public class BackupConfiguration : IRegional
{
    /// <summary>The configuration's id.</summary>
    public long BackupConfigurationId { get; set; }
    /// <summary>The configuration's name.</summary>
    public string? BackupConfigurationName { get; set; }
    /// <summary>The agent that it belongs to.</summary>
    public long? MachineAgentId { get; set; }
    /// <summary>Name of the agent's machine.</summary>
    public string? MachineName { get; set; }
    /// <summary>The region of the service that this was read from.</summary>
    public string? Region { get; set; }
    /// <summary>RaxCloudServer for Cloud Servers.</summary>
    public string? Flavor { get; set; }
    /// <summary>Data center of the machine.</summary>
    public string? Datacenter { get; set; }
    /// <summary>Whether its backups are encrypted.</summary>
    public bool? IsEncrypted { get; set; }
    /// <summary>Whether it is enabled.</summary>
    public bool? IsActive { get; set; }
    /// <summary>Whether it is deleted; a deleted configuration stays readable.</summary>
    public bool? IsDeleted { get; set; }
    /// <summary>Days for which versions are kept: 0 (for ever), 30 or 60.</summary>
    public int? VersionRetention { get; set; }
    /// <summary>Id of its schedule.</summary>
    public long? BackupConfigurationScheduleId { get; set; }
    /// <summary>What happens to a missed backup.</summary>
    public MissedBackupAction? MissedBackupActionId { get; set; }
    /// <summary>How often it runs.</summary>
    public BackupFrequency Frequency { get; set; }
    /// <summary>The frequency as the service spelt it.</summary>
    public string? FrequencyText { get; set; }
    /// <summary>Hour of the start, 1 to 12, as on the wire: UTC in an answer, whatever TimeZoneId says. See <see cref="At"/>.</summary>
    public int? StartTimeHour { get; set; }
    /// <summary>Minute of the start, 0 to 59, as on the wire.</summary>
    public int? StartTimeMinute { get; set; }
    /// <summary>AM or PM, as on the wire.</summary>
    public string? StartTimeAmPm { get; set; }
    /// <summary>Day of the week, 0 (Sunday) to 6 (Saturday), as on the wire.</summary>
    public int? DayOfWeekId { get; set; }
    /// <summary>Hours between backups, 1 to 23, where it runs hourly.</summary>
    public int? HourInterval { get; set; }
    /// <summary>Windows id of the schedule's time zone.</summary>
    public string? TimeZoneId { get; set; }
    /// <summary>Time of day as meant, in <see cref="TimeZone"/>; null where it runs manually or hourly, or cannot be known.</summary>
    public TimeSpan? At { get; set; }
    /// <summary>Day of the week as meant, in <see cref="TimeZone"/>, where it runs weekly.</summary>
    public DayOfWeek? DayOfWeek { get; set; }
    /// <summary>The time zone that <see cref="At"/> and <see cref="DayOfWeek"/> are told in (Windows id).</summary>
    public string? TimeZone { get; set; }
    /// <summary>When it runs next (UTC).</summary>
    public DateTimeOffset? NextScheduledRunTime { get; set; }
    /// <summary>When it last ran (UTC).</summary>
    public DateTimeOffset? LastRunTime { get; set; }
    /// <summary>Id of the last run's report.</summary>
    public long? LastRunBackupReportId { get; set; }
    /// <summary>State of the last backup, where the list tells it.</summary>
    public JobState BackupState { get; set; } = JobState.Unknown;
    /// <summary>That state as the service spelt it.</summary>
    public string? BackupStateText { get; set; }
    /// <summary>Mail addresses to notify.</summary>
    public string? NotifyRecipients { get; set; }
    /// <summary>Whether success is notified.</summary>
    public bool? NotifySuccess { get; set; }
    /// <summary>Whether failure is notified.</summary>
    public bool? NotifyFailure { get; set; }
    /// <summary>Command to run before a backup.</summary>
    public string? BackupPrescript { get; set; }
    /// <summary>Command to run after a backup.</summary>
    public string? BackupPostscript { get; set; }
    /// <summary>The key that its backups are encrypted with.</summary>
    public PublicKey? EncryptionKey { get; set; }
    /// <summary>What is backed up.</summary>
    public BackupItem[] Inclusions { get; set; } = Array.Empty<BackupItem>();
    /// <summary>What is left out.</summary>
    public BackupItem[] Exclusions { get; set; } = Array.Empty<BackupItem>();
}

/// <summary>A file or folder that a configuration includes or excludes.</summary>
public class BackupItem
{
    /// <summary>Id of this entry.</summary>
    public long? FileId { get; set; }
    /// <summary>Path on the agent's machine.</summary>
    public string? FilePath { get; set; }
    /// <summary>Id of the configuration.</summary>
    public long? ParentId { get; set; }
    /// <summary>File, folder or database.</summary>
    public BackupItemType FileItemType { get; set; }
    /// <summary>Included or excluded.</summary>
    public BackupItemFilter Filter { get; set; }
    /// <summary>The path alone.</summary>
    public override string ToString() => FilePath ?? "";
}

/// <summary>What a path names. The numbers are the wire's own (restore items); configurations use the words.</summary>
public enum BackupItemType
{
    /// <summary>One file.</summary>
    File = 0,
    /// <summary>A folder with all below it.</summary>
    Folder = 1,
    /// <summary>A database.</summary>
    Database = 2,
    /// <summary>A word or number that is not known here.</summary>
    Unknown = -1,
}

/// <summary>Whether a path is taken or left out. The numbers are the wire's own.</summary>
public enum BackupItemFilter
{
    /// <summary>Not told, or not known here.</summary>
    Unknown = 0,
    /// <summary>Taken.</summary>
    Include = 1,
    /// <summary>Left out.</summary>
    Exclude = 2,
}

/// <summary>How often a configuration runs.</summary>
public enum BackupFrequency
{
    /// <summary>A word that is not known here; see the text property.</summary>
    Unknown,
    /// <summary>Only when started (the wire's word).</summary>
    Manually,
    /// <summary>Every so many hours.</summary>
    Hourly,
    /// <summary>Once a day.</summary>
    Daily,
    /// <summary>Once a week.</summary>
    Weekly,
    /// <summary>Once a month: met in old tables only.</summary>
    Monthly,
}

/// <summary>What happens to a backup whose time passed while the machine was off. The numbers are the wire's own.</summary>
public enum MissedBackupAction
{
    /// <summary>As soon as possible.</summary>
    AsSoonAsPossible = 1,
    /// <summary>At the next scheduled time.</summary>
    NextScheduledTime = 2,
}

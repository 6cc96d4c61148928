using System;
using System.Collections.Generic;

namespace RaxBackup.Service.State;

/// <summary>A configuration as stored, with what is known of its agent and its last run.</summary>
internal sealed class ConfigurationRow
{
    public long ConfigurationId { get; init; }
    public long ScheduleId { get; init; }
    public long MachineAgentId { get; init; }
    public string Name { get; init; } = "";
    public bool IsActive { get; init; }
    public bool IsDeleted { get; init; }
    public int VersionRetention { get; init; }
    public int MissedBackupActionId { get; init; }
    public Frequency Frequency { get; init; }
    public int? Hour { get; init; }
    public int? Minute { get; init; }
    public DayOfWeek? Day { get; init; }
    public int? HourInterval { get; init; }
    public string TimeZoneId { get; init; } = "";
    public string NotifyRecipients { get; init; } = "";
    public bool NotifySuccess { get; init; }
    public bool NotifyFailure { get; init; }
    public string Prescript { get; init; } = "";
    public string Postscript { get; init; } = "";
    public long CreatedTime { get; init; }

    public string MachineName { get; init; } = "";
    public string Flavor { get; init; } = "";
    public string Region { get; init; } = "";
    public bool IsEncrypted { get; init; }
    public bool IsAgentDisabled { get; init; }
    public string ModulusHex { get; init; } = "";
    public string ExponentHex { get; init; } = "";

    public JobState? LastState { get; init; }
    public long? LastRunTime { get; init; }
    public long? LastRunReportId { get; init; }

    public IReadOnlyList<ConfigurationItem> Items { get; set; } = [];

    public Schedule Schedule => new(Frequency, Hour, Minute, Day, HourInterval, Zones.Find(TimeZoneId) ?? TimeZoneInfo.Utc);
}

/// <summary>A path that a configuration takes or leaves out.</summary>
internal sealed class ConfigurationItem
{
    public long FileId { get; init; }
    public long ConfigurationId { get; init; }
    public string FilePath { get; init; } = "";
    public bool IsFolder { get; init; }
    public bool IsExclusion { get; init; }
}

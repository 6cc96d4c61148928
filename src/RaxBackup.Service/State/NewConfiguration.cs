using System;
using System.Collections.Generic;

namespace RaxBackup.Service.State;

/// <summary>A configuration that has passed the rules.</summary>
internal sealed record NewConfiguration
{
    public required long MachineAgentId { get; init; }
    public required string Name { get; init; }
    public required bool IsActive { get; init; }
    public required long VersionRetention { get; init; }
    public required long MissedBackupActionId { get; init; }
    public required Frequency Frequency { get; init; }
    public required int? Hour { get; init; }
    public required int? Minute { get; init; }
    public required DayOfWeek? Day { get; init; }
    public required int? HourInterval { get; init; }
    public required string TimeZoneId { get; init; }
    public required string NotifyRecipients { get; init; }
    public required bool NotifySuccess { get; init; }
    public required bool NotifyFailure { get; init; }
    public required string Prescript { get; init; }
    public required string Postscript { get; init; }
    public required long CreatedTime { get; init; }
    public required IReadOnlyList<ConfigurationItem> Items { get; init; }

    /// <summary>When it runs.</summary>
    public Schedule ToSchedule() => new(Frequency, Hour, Minute, Day, HourInterval, Zones.Find(TimeZoneId) ?? TimeZoneInfo.Utc);
}

using System.Collections.Generic;

namespace RaxBackup.Service.State;

/// <summary>A configuration as it was sent: nothing has been checked but the kinds of its fields.</summary>
internal sealed record ConfigurationDraft
{
    public long? MachineAgentId { get; init; }
    public string? Name { get; init; }
    public bool? IsActive { get; init; }
    public long? VersionRetention { get; init; }
    public long? MissedBackupActionId { get; init; }
    public string? Frequency { get; init; }
    public long? StartTimeHour { get; init; }
    public long? StartTimeMinute { get; init; }
    public string? StartTimeAmPm { get; init; }
    public long? DayOfWeekId { get; init; }
    public long? HourInterval { get; init; }
    public string? TimeZoneId { get; init; }
    public string? NotifyRecipients { get; init; }
    public bool? NotifySuccess { get; init; }
    public bool? NotifyFailure { get; init; }
    public string? Prescript { get; init; }
    public string? Postscript { get; init; }
    public IReadOnlyList<PathDraft> Inclusions { get; init; } = [];
    public IReadOnlyList<PathDraft> Exclusions { get; init; } = [];
}

/// <summary>A path as it was sent: the type is File or Folder, or a number in restore items.</summary>
internal sealed record PathDraft(string? FilePath, string? FileItemType);

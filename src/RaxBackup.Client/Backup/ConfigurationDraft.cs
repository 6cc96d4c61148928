using System.Collections.Generic;
using RaxBackup.Client.Http;

namespace RaxBackup.Client;

/// <summary>The writable fields of a configuration, in the wire's own names and forms (operation Create a backup configuration).</summary>
internal sealed record ConfigurationDraft : ITargeted
{
    public required long MachineAgentId { get; init; }
    public required string BackupConfigurationName { get; init; }
    public bool IsActive { get; init; } = true;
    public int VersionRetention { get; init; }
    public int? MissedBackupActionId { get; init; }
    public string Frequency { get; init; } = "Manually";
    public int? StartTimeHour { get; init; }
    public int? StartTimeMinute { get; init; }
    public string? StartTimeAmPm { get; init; }
    public int? DayOfWeekId { get; init; }
    public int? HourInterval { get; init; }
    /// <summary>A Windows id; <see cref="TimeZones.ToWindowsId"/> makes one.</summary>
    public required string TimeZoneId { get; init; }
    public string? NotifyRecipients { get; init; }
    public bool NotifySuccess { get; init; }
    public bool NotifyFailure { get; init; }
    public string? BackupPrescript { get; init; }
    public string? BackupPostscript { get; init; }
    public IReadOnlyList<ItemDraft> Inclusions { get; init; } = [];
    public IReadOnlyList<ItemDraft> Exclusions { get; init; } = [];
    object ITargeted.Target => BackupConfigurationName;
}

/// <summary>A path to include or exclude: FileItemType is File or Folder.</summary>
internal sealed record ItemDraft(string FilePath, string FileItemType);

using System;
using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Client;

/// <summary>
/// All that can be set of a configuration, as its owner means it: the schedule is told in its own zone, as on the model, and becomes
/// the wire's clock fields only in <see cref="ToDraft"/>.
/// </summary>
internal sealed record ConfigurationSettings
{
    public required string Name { get; init; }
    public bool IsActive { get; init; } = true;
    public BackupFrequency Frequency { get; init; } = BackupFrequency.Manually;
    public TimeSpan? At { get; init; }
    public DayOfWeek? DayOfWeek { get; init; }
    public int? HourInterval { get; init; }
    /// <summary>A Windows id.</summary>
    public required string TimeZone { get; init; }
    public int RetentionDays { get; init; }
    public MissedBackupAction? MissedBackupAction { get; init; }
    /// <summary>In the wire's form: one text.</summary>
    public string? NotifyRecipients { get; init; }
    public bool NotifyOnSuccess { get; init; }
    public bool NotifyOnFailure { get; init; }
    public string? PreScript { get; init; }
    public string? PostScript { get; init; }
    public IReadOnlyList<ItemDraft> Inclusions { get; init; } = [];
    public IReadOnlyList<ItemDraft> Exclusions { get; init; } = [];

    /// <summary>Whether it runs at a time of day.</summary>
    public bool IsOnClock => Frequency is BackupFrequency.Daily or BackupFrequency.Weekly;

    /// <summary>Whether the schedule is complete, so that it can be sent.</summary>
    public bool HasSchedule => Frequency switch
    {
        BackupFrequency.Manually => true,
        BackupFrequency.Hourly => HourInterval != null,
        BackupFrequency.Daily => At != null,
        BackupFrequency.Weekly => At != null && DayOfWeek != null,
        _ => false,
    };

    /// <summary>The settings of a configuration that was read.</summary>
    public static ConfigurationSettings Of(BackupConfiguration read) => new()
    {
        Name = read.BackupConfigurationName ?? "",
        IsActive = read.IsActive ?? true,
        Frequency = read.Frequency,
        At = read.At,
        DayOfWeek = read.DayOfWeek,
        HourInterval = read.HourInterval,
        TimeZone = read.TimeZoneId is { Length: > 0 } zone ? zone : read.TimeZone ?? "UTC",
        RetentionDays = read.VersionRetention ?? 0,
        MissedBackupAction = read.MissedBackupActionId,
        NotifyRecipients = read.NotifyRecipients,
        NotifyOnSuccess = read.NotifySuccess ?? false,
        NotifyOnFailure = read.NotifyFailure ?? false,
        PreScript = read.BackupPrescript,
        PostScript = read.BackupPostscript,
        Inclusions = [.. read.Inclusions.Select(item => ItemOf(read, item))],
        Exclusions = [.. read.Exclusions.Select(item => ItemOf(read, item))],
    };

    /// <summary>The wire's fields; of the schedule those alone that its frequency has.</summary>
    public ConfigurationDraft ToDraft(long agentId, long? scheduleId = null)
    {
        var clock = IsOnClock ? ClockTime.From(At!.Value) : (ClockTime?)null;
        return new()
        {
            MachineAgentId = agentId,
            BackupConfigurationName = Name,
            IsActive = IsActive,
            VersionRetention = RetentionDays,
            BackupConfigurationScheduleId = scheduleId,
            MissedBackupActionId = (int?)MissedBackupAction,
            Frequency = Frequency.ToString(),
            StartTimeHour = clock?.Hour,
            StartTimeMinute = clock?.Minute,
            StartTimeAmPm = clock?.AmPm,
            DayOfWeekId = Frequency == BackupFrequency.Weekly ? (int?)DayOfWeek : null,
            HourInterval = Frequency == BackupFrequency.Hourly ? HourInterval : null,
            TimeZoneId = TimeZone,
            NotifyRecipients = NotifyRecipients,
            NotifySuccess = NotifyOnSuccess,
            NotifyFailure = NotifyOnFailure,
            BackupPrescript = PreScript,
            BackupPostscript = PostScript,
            Inclusions = Inclusions,
            Exclusions = Exclusions,
        };
    }

    /// <summary>Items of one kind, replaced; null leaves them.</summary>
    public static IReadOnlyList<ItemDraft> WithItems(IReadOnlyList<ItemDraft> items, BackupItemType type, IReadOnlyList<string>? paths) =>
        paths == null ? items : [.. items.Where(item => item.FileItemType != $"{type}"), .. paths.Select(path => new ItemDraft(path, $"{type}"))];

    private static ItemDraft ItemOf(BackupConfiguration read, BackupItem item) =>
        item is { FilePath: { Length: > 0 } path, FileItemType: BackupItemType.File or BackupItemType.Folder }
            ? new(path, $"{item.FileItemType}")
            : throw Failure.About(read.BackupConfigurationId, FailureKind.UnreadableAnswer, nameof(Text.ItemUnknown), read.BackupConfigurationId, item, item.FileItemType);
}

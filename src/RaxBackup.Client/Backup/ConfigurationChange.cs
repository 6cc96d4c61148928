using System;
using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Client;

/// <summary>What is to be changed of a configuration; null leaves it. A list replaces all paths of its kind.</summary>
internal sealed record ConfigurationChange
{
    public string? Name { get; init; }
    public bool? IsActive { get; init; }
    public BackupFrequency? Frequency { get; init; }
    public TimeSpan? At { get; init; }
    public DayOfWeek? DayOfWeek { get; init; }
    public int? HourInterval { get; init; }
    /// <summary>A Windows or an IANA id.</summary>
    public string? TimeZone { get; init; }
    public int? RetentionDays { get; init; }
    public MissedBackupAction? MissedBackupAction { get; init; }
    public string? NotifyRecipients { get; init; }
    public bool? NotifyOnSuccess { get; init; }
    public bool? NotifyOnFailure { get; init; }
    public string? PreScript { get; init; }
    public string? PostScript { get; init; }
    public IReadOnlyList<string>? IncludeFolder { get; init; }
    public IReadOnlyList<string>? IncludeFile { get; init; }
    public IReadOnlyList<string>? ExcludeFolder { get; init; }
    public IReadOnlyList<string>? ExcludeFile { get; init; }

    /// <summary>Throws where something would be wrong for any configuration: a time, a zone or a path.</summary>
    public void Check()
    {
        if (At is { } at) ClockTime.From(at);
        if (TimeZone != null) TimeZones.ToWindowsId(TimeZone);
        AgentPath.RequireAbsolute([.. IncludeFolder ?? [], .. IncludeFile ?? [], .. ExcludeFolder ?? [], .. ExcludeFile ?? []]);
    }

    /// <summary>
    /// The settings with the change. What is named is looked over, what is not named was taken by the service before. A schedule
    /// that the service has not told is left open: <see cref="ConfigurationSettings.HasSchedule"/>.
    /// </summary>
    public ConfigurationSettings ApplyTo(ConfigurationSettings settings)
    {
        var changed = WithSchedule(settings) with
        {
            Name = Name ?? settings.Name,
            IsActive = IsActive ?? settings.IsActive,
            RetentionDays = RetentionDays ?? settings.RetentionDays,
            MissedBackupAction = MissedBackupAction ?? settings.MissedBackupAction,
            NotifyRecipients = NotifyRecipients ?? settings.NotifyRecipients,
            NotifyOnSuccess = NotifyOnSuccess ?? settings.NotifyOnSuccess,
            NotifyOnFailure = NotifyOnFailure ?? settings.NotifyOnFailure,
            PreScript = PreScript ?? settings.PreScript,
            PostScript = PostScript ?? settings.PostScript,
            Inclusions = WithPaths(settings.Inclusions, IncludeFolder, IncludeFile),
            Exclusions = WithPaths(settings.Exclusions, ExcludeFolder, ExcludeFile),
        };
        if (new[] { IncludeFolder, IncludeFile, ExcludeFolder, ExcludeFile }.Any(list => list != null)) ConfigurationChecks.Paths(changed, FailureKind.InvalidRequest);
        if (NotifyRecipients != null || NotifyOnSuccess == true || NotifyOnFailure == true) ConfigurationChecks.Recipients(changed, FailureKind.InvalidRequest);
        return changed;
    }

    private static IReadOnlyList<ItemDraft> WithPaths(IReadOnlyList<ItemDraft> items, IReadOnlyList<string>? folders, IReadOnlyList<string>? files) =>
        ConfigurationSettings.WithItems(ConfigurationSettings.WithItems(items, BackupItemType.Folder, folders), BackupItemType.File, files);

    private ConfigurationSettings WithSchedule(ConfigurationSettings settings)
    {
        var changed = settings with
        {
            Frequency = Frequency ?? settings.Frequency,
            At = At ?? settings.At,
            DayOfWeek = DayOfWeek ?? settings.DayOfWeek,
            HourInterval = HourInterval ?? settings.HourInterval,
            TimeZone = TimeZone == null ? settings.TimeZone : TimeZones.ToWindowsId(TimeZone),
        };
        if (At != null && !changed.IsOnClock) throw Unused("-At", changed, "-Daily or -Weekly");
        if (DayOfWeek != null && changed.Frequency != BackupFrequency.Weekly) throw Unused("-DayOfWeek", changed, "-Weekly");
        if (HourInterval != null && changed.Frequency != BackupFrequency.Hourly) throw Unused("-HourInterval", changed, "-Hourly");

        // What never ran at a time of day has none to keep.
        if (changed is { Frequency: BackupFrequency.Hourly, HourInterval: null }) throw Incomplete("-HourInterval", changed);
        if (changed is { IsOnClock: true, At: null } && !settings.IsOnClock) throw Incomplete("-At", changed);
        if (changed is { Frequency: BackupFrequency.Weekly, DayOfWeek: null } && settings.Frequency != BackupFrequency.Weekly)
            throw Incomplete("-DayOfWeek", changed);
        return changed;
    }

    private static RaxBackupException Unused(string parameter, ConfigurationSettings settings, string with) => Failure.About(
        settings.Name, FailureKind.InvalidRequest, nameof(Text.ScheduleParameterUnused), parameter, settings.Name, $"runs {settings.Frequency}: give {with}");

    private static RaxBackupException Incomplete(string parameter, ConfigurationSettings settings) => Failure.About(
        settings.Name, FailureKind.InvalidRequest, nameof(Text.ScheduleIncomplete), settings.Name, settings.Frequency, parameter);
}

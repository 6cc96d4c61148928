using System;
using System.Linq;

namespace RaxBackup.Client;

/// <summary>
/// When a configuration runs, as its owner meant it. The wire's clock fields are sent in the schedule's zone and come back in UTC;
/// only NextScheduledRunTime tells the truth. What cannot be known stays null.
/// </summary>
internal static class Schedule
{
    /// <summary>Longer than any clock is put forward.</summary>
    private static readonly TimeSpan LongestJump = TimeSpan.FromHours(3);

    /// <summary>Fills At, DayOfWeek and TimeZone.</summary>
    /// <param name="configuration">As it was read.</param>
    /// <param name="now">The present, where it is known: it tells whether summer time begins or ends about now.</param>
    public static void Derive(BackupConfiguration configuration, DateTimeOffset? now = null)
    {
        if (configuration.TimeZoneId is not { Length: > 0 } id || TimeZones.FindOrNull(id) is not { } zone) return;
        configuration.TimeZone = TimeZones.ToWindowsId(id);
        if (configuration.Frequency is not (BackupFrequency.Daily or BackupFrequency.Weekly)) return;

        var (at, day) = configuration.NextScheduledRunTime is { } next
            ? FromNextRun(next, configuration.LastRunTime, zone)
            : FromUtcFields(configuration, zone, now);
        configuration.At = at;
        configuration.DayOfWeek = configuration.Frequency == BackupFrequency.Weekly ? day : null;
    }

    /// <summary>The failure of a change that would have to send a schedule which cannot be known.</summary>
    public static RaxBackupException Ambiguous(BackupConfiguration configuration)
    {
        var weekly = configuration.Frequency == BackupFrequency.Weekly;
        var why = configuration switch
        {
            { Frequency: BackupFrequency.Unknown or BackupFrequency.Monthly } => $"its frequency is '{configuration.FrequencyText}'",
            { TimeZone: null } => $"its time zone '{configuration.TimeZoneId}' is not known",
            { NextScheduledRunTime: { } next } => $"its next run ({next.UtcDateTime:u}) is just after the clocks are put forward",
            _ => $"the service names no next run, and what it tells in UTC has more than one reading in {configuration.TimeZone}",
        };
        var failure = Failure.Of(FailureKind.InvalidRequest, nameof(Text.ScheduleAmbiguous), configuration.BackupConfigurationId, why);
        var otherwise = configuration.NextScheduledRunTime == null ? "enable it first: then the service names its next run" : "try again after that run";
        failure.RecommendedAction = $"Give {(weekly ? "-At and -DayOfWeek" : "-At")}, or {otherwise}.";
        failure.Target = configuration.BackupConfigurationId;
        return failure;
    }

    /// <summary>
    /// The run's own clock time; nothing where the clocks were just put forward: 03:30 may then stand for 02:30, unless the last run
    /// was at one of the two.
    /// </summary>
    private static (TimeSpan? At, DayOfWeek? Day) FromNextRun(DateTimeOffset next, DateTimeOffset? last, TimeZoneInfo zone)
    {
        var shown = TimeZoneInfo.ConvertTime(next, zone).DateTime;
        var jump = zone.GetUtcOffset(next) - zone.GetUtcOffset(next - LongestJump);
        // IsInvalidTime does not know all jumps (Morocco's, for one): the offsets do.
        var isJustAfter = jump > TimeSpan.Zero && zone.GetUtcOffset(next - jump) != zone.GetUtcOffset(next);
        if (!isJustAfter) return (MinuteOf(shown), shown.DayOfWeek);

        DateTime? before = last is { } ran ? TimeZoneInfo.ConvertTime(ran, zone).DateTime : null;
        return new[] { shown, shown - jump }.Where(meant => before is { } then && MinuteOf(then) == MinuteOf(meant))
            .Select(meant => ((TimeSpan?)MinuteOf(meant), (DayOfWeek?)meant.DayOfWeek)).FirstOrDefault();
    }

    /// <summary>
    /// The clock fields, by the zone's offset. Whether the service moves the day as well when UTC is on another day is not known: there
    /// is no day then.
    /// </summary>
    private static (TimeSpan? At, DayOfWeek? Day) FromUtcFields(BackupConfiguration configuration, TimeZoneInfo zone, DateTimeOffset? now)
    {
        var offset = now is { } present ? SteadyOffset(zone, present) : FixedOffset(zone);
        if (UtcTime(configuration) is not { } utc || offset == null) return default;
        var at = utc + offset.Value;
        var sameDay = at >= TimeSpan.Zero && at < TimeSpan.FromDays(1);
        return (
            sameDay ? at : at < TimeSpan.Zero ? at + TimeSpan.FromDays(1) : at - TimeSpan.FromDays(1),
            sameDay && configuration.DayOfWeekId is >= 0 and <= 6 ? (DayOfWeek)configuration.DayOfWeekId : null);
    }

    /// <summary>The zone's offset where it is the same all year, by the rules of the years to come (old rules are no matter).</summary>
    private static TimeSpan? FixedOffset(TimeZoneInfo zone)
    {
        var winter = zone.GetUtcOffset(new DateTimeOffset(2050, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return winter == zone.GetUtcOffset(new DateTimeOffset(2050, 7, 1, 0, 0, 0, TimeSpan.Zero)) ? winter : null;
    }

    /// <summary>The zone's offset where it stays the same until any weekly run has come round: from a day ago to eight days ahead.</summary>
    private static TimeSpan? SteadyOffset(TimeZoneInfo zone, DateTimeOffset now)
    {
        var offsets = Enumerable.Range(-1, 10).Select(days => zone.GetUtcOffset(now.AddDays(days))).Distinct().ToList();
        return offsets.Count == 1 ? offsets[0] : null;
    }

    private static TimeSpan MinuteOf(DateTime time) => new(time.Hour, time.Minute, 0);

    private static TimeSpan? UtcTime(BackupConfiguration configuration)
    {
        if (configuration is not { StartTimeHour: >= 1 and <= 12 and var hour, StartTimeMinute: >= 0 and <= 59 and var minute }) return null;
        return configuration.StartTimeAmPm?.Trim().ToUpperInvariant() switch
        {
            "AM" => new TimeSpan(hour % 12, minute, 0),
            "PM" => new TimeSpan((hour % 12) + 12, minute, 0),
            _ => null,
        };
    }
}

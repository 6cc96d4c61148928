using System;

namespace RaxBackup.Client;

/// <summary>
/// When a configuration runs, as its owner meant it. The wire's clock fields are sent in the schedule's zone and come back in UTC;
/// only NextScheduledRunTime tells the truth. What cannot be known stays null.
/// </summary>
internal static class Schedule
{
    public static void Derive(BackupConfiguration configuration)
    {
        if (configuration.TimeZoneId is not { Length: > 0 } id || TimeZones.FindOrNull(id) is not { } zone) return;
        configuration.TimeZone = TimeZones.ToWindowsId(id);
        if (configuration.Frequency is not (BackupFrequency.Daily or BackupFrequency.Weekly)) return;

        var weekly = configuration.Frequency == BackupFrequency.Weekly;
        if (configuration.NextScheduledRunTime is { } next)
        {
            var local = TimeZoneInfo.ConvertTime(next, zone);
            configuration.At = new TimeSpan(local.Hour, local.Minute, 0);
            configuration.DayOfWeek = weekly ? local.DayOfWeek : null;
            return;
        }

        // Without a date a zone with summer time has two answers. Whether the service moves the day as well when UTC is on another
        // day is not known either.
        if (UtcTime(configuration) is not { } utc || FixedOffset(zone) is not { } offset) return;
        var at = utc + offset;
        var sameDay = at >= TimeSpan.Zero && at < TimeSpan.FromDays(1);
        configuration.At = sameDay ? at : at < TimeSpan.Zero ? at + TimeSpan.FromDays(1) : at - TimeSpan.FromDays(1);
        configuration.DayOfWeek = weekly && sameDay && configuration.DayOfWeekId is >= 0 and <= 6 ? (DayOfWeek)configuration.DayOfWeekId : null;
    }

    /// <summary>The zone's offset where it is the same all year, by the rules of the years to come (old rules are no matter).</summary>
    private static TimeSpan? FixedOffset(TimeZoneInfo zone)
    {
        var winter = zone.GetUtcOffset(new DateTimeOffset(2050, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return winter == zone.GetUtcOffset(new DateTimeOffset(2050, 7, 1, 0, 0, 0, TimeSpan.Zero)) ? winter : null;
    }

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

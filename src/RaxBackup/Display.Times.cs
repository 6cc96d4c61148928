using System;
using System.Globalization;

namespace RaxBackup;

public static partial class Display
{
    /// <summary>A moment in this machine's time, with its offset, in an order that sorts: <c>2026-11-22 14:05:10 +01:00</c>.</summary>
    /// <param name="time">A time; one without a zone is taken as UTC.</param>
    public static string Time(object? time) => Time(time, TimeZoneInfo.Local);

    /// <summary>A span of time in its two largest units: <c>4m 33s</c>, <c>2h 5m</c>, <c>3d 4h</c>; below ten seconds with tenths.</summary>
    /// <param name="span">A TimeSpan or its text.</param>
    public static string Duration(object? span)
    {
        if (SpanOrNull(span) is not { } given)
            return Text(span);
        var sign = given < TimeSpan.Zero ? "-" : "";
        // The longest span has no positive counterpart.
        var length = given == TimeSpan.MinValue ? TimeSpan.MaxValue : given.Duration();
        return sign + (
            length.TotalDays >= 1 ? $"{length.Days}d {length.Hours}h"
            : length.TotalHours >= 1 ? $"{length.Hours}h {length.Minutes}m"
            : length.TotalMinutes >= 1 ? $"{length.Minutes}m {length.Seconds}s"
            : length.TotalSeconds >= 10 ? $"{length.Seconds}s"
            : (Math.Floor(length.TotalSeconds * 10) / 10).ToString("0.#", CultureInfo.InvariantCulture) + "s");
    }

    /// <summary>When a configuration runs: <c>Weekly Fri 19:30 (Eastern Standard Time)</c>, <c>every 6 h</c>, <c>Manually</c>.</summary>
    /// <param name="frequency">A <see cref="BackupFrequency"/>, its number or its name.</param>
    /// <param name="frequencyText">The service's own word.</param>
    /// <param name="hourInterval">Hours between runs, where it runs hourly.</param>
    /// <param name="dayOfWeek">Day as meant, where it runs weekly.</param>
    /// <param name="at">Time of day as meant; null where it cannot be known.</param>
    /// <param name="timeZone">The zone of day and time.</param>
    public static string Schedule(
        object? frequency, object? frequencyText, object? hourInterval, object? dayOfWeek, object? at, object? timeZone)
    {
        if (EnumOrNull<BackupFrequency>(frequency) is not { } known)
            return Text(frequency);
        if (known is BackupFrequency.Unknown)
            return OrAsSpelt(known, frequencyText);
        if (known is BackupFrequency.Hourly && NumberOrNull(hourInterval) is { } hours)
            return FormattableString.Invariant($"every {hours:0} h");
        if (known is BackupFrequency.Manually or BackupFrequency.Hourly)
            return known.ToString();

        var day = known is BackupFrequency.Weekly && EnumOrNull<DayOfWeek>(dayOfWeek) is { } weekday
            ? " " + weekday.ToString().Substring(0, 3)
            : "";
        // A zone says nothing without the time of day that is told in it.
        var hour = SpanOrNull(at) is { } time ? " " + time.ToString("hh\\:mm", CultureInfo.InvariantCulture) : "";
        var zone = hour.Length > 0 && Text(timeZone) is { Length: > 0 } name ? $" ({name})" : "";
        return known + day + hour + zone;
    }

    internal static string Time(object? time, TimeZoneInfo zone) => MomentOrNull(time) is { } moment
        ? TimeZoneInfo.ConvertTime(moment, zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)
        : Text(time);

    private static DateTimeOffset? MomentOrNull(object? value) => value switch
    {
        DateTimeOffset moment => moment,
        DateTime { Kind: DateTimeKind.Unspecified } bare => new DateTimeOffset(bare, TimeSpan.Zero),
        DateTime moment => new DateTimeOffset(moment),
        _ => DateTimeOffset.TryParse(Text(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null,
    };

    private static TimeSpan? SpanOrNull(object? value) => value switch
    {
        TimeSpan span => span,
        _ => TimeSpan.TryParse(Text(value), CultureInfo.InvariantCulture, out var span) ? span : null,
    };
}

using System;

namespace RaxBackup.Client.Usage;

/// <summary>The time that an event tells of: the start belongs to it, the end does not.</summary>
internal readonly struct UsageSpan(DateTime start, DateTime end)
{
    /// <summary>A span of more than this is a mistake, and splitting it by days would make groups without end.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public DateTime Start { get; } = start;

    public DateTime End { get; } = end;

    public long Ticks => End.Ticks - Start.Ticks;

    public int DaysInMonth => DateTime.DaysInMonth(Start.Year, Start.Month);

    /// <summary>An event's own span; where it tells a moment alone (a snapshot), the UTC day of that moment. Null where it tells neither.</summary>
    public static UsageSpan? Of(UsageEvent usage) =>
        usage is { StartTime: { } start, EndTime: { } end }
            ? end < start || end - start > Longest ? null : new(start.UtcDateTime, end.UtcDateTime)
            : usage.EventTime is { } moment ? DayOf(moment.UtcDateTime) : null;

    /// <summary>Where a counter is booked: the start, else whatever time the event has.</summary>
    public static DateTimeOffset? BookedAt(UsageEvent usage) => usage.StartTime ?? usage.EventTime ?? usage.EndTime ?? usage.Updated ?? usage.Published;

    /// <summary>The part of it that lies in the day of its start.</summary>
    public UsageSpan FirstDay() => Until(DayAfter(Start));

    /// <summary>The part of it that lies in the month of its start.</summary>
    public UsageSpan FirstMonth() => Until(MonthAfter(Start));

    public override string ToString() => $"{Start:O}/{End:O}";

    private UsageSpan Until(DateTime bound) => End <= bound ? this : new(Start, bound);

    private static UsageSpan DayOf(DateTime moment) => new(moment.Date, DayAfter(moment));

    private static DateTime DayAfter(DateTime time) =>
        DateTime.MaxValue.Date == time.Date ? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc) : time.Date.AddDays(1);

    private static DateTime MonthAfter(DateTime time) =>
        DayAfter(time.Date.AddDays(DateTime.DaysInMonth(time.Year, time.Month) - time.Day));
}

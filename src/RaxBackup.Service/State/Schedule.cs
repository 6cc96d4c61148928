using System;

namespace RaxBackup.Service.State;

/// <summary>How often a configuration runs; the wire's own words.</summary>
internal enum Frequency
{
    Manually,
    Hourly,
    Daily,
    Weekly,
}

/// <summary>When a configuration runs, in the local time of its zone.</summary>
internal sealed record Schedule(Frequency Frequency, int? Hour, int? Minute, DayOfWeek? Day, int? HourInterval, TimeZoneInfo Zone)
{
    /// <summary>The first run after a moment, UTC; null where it runs only when started. Hourly runs count from <paramref name="created"/>.</summary>
    public DateTimeOffset? NextRun(DateTimeOffset after, DateTimeOffset created) => Frequency switch
    {
        Frequency.Manually => null,
        Frequency.Hourly => NextHourly(after, created, TimeSpan.FromHours(HourInterval!.Value)),
        _ => NextOnClock(after),
    };

    private static DateTimeOffset NextHourly(DateTimeOffset after, DateTimeOffset created, TimeSpan interval)
    {
        var passed = after < created ? 0 : (after - created).Ticks / interval.Ticks;
        return created + (interval * (passed + 1));
    }

    private DateTimeOffset NextOnClock(DateTimeOffset after)
    {
        // One day back, since the zone's day may not be over when the UTC day is.
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after, Zone).DateTime).AddDays(-1);
        while (true)
        {
            if (Frequency == Frequency.Daily || day.DayOfWeek == Day)
            {
                var run = ToUtc(day.ToDateTime(new TimeOnly(Hour!.Value, Minute!.Value)));
                if (run > after)
                {
                    return run;
                }
            }

            day = day.AddDays(1);
        }
    }

    // A time that the clock skips runs as much later as the clock jumps; one that comes twice runs the first time.
    private DateTimeOffset ToUtc(DateTime local)
    {
        if (Zone.IsInvalidTime(local))
        {
            return new DateTimeOffset(local, Zone.GetUtcOffset(local.AddDays(-1))).ToUniversalTime();
        }

        var offset = Zone.GetUtcOffset(local);
        if (Zone.IsAmbiguousTime(local))
        {
            foreach (var possible in Zone.GetAmbiguousTimeOffsets(local))
            {
                offset = possible > offset ? possible : offset;
            }
        }

        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}

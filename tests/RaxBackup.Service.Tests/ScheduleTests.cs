using System;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

public sealed class ScheduleTests
{
    [Theory]
    // Across the start of summer time in New York (8 March 2026, 02:00): 02:30 does not exist and runs as much later.
    [InlineData("Eastern Standard Time", 2, 30, "2026-03-07T12:00:00Z", "2026-03-08T07:30:00Z")]
    [InlineData("Eastern Standard Time", 2, 30, "2026-03-08T12:00:00Z", "2026-03-09T06:30:00Z")]
    [InlineData("Eastern Standard Time", 19, 30, "2026-03-07T12:00:00Z", "2026-03-08T00:30:00Z")]
    [InlineData("Eastern Standard Time", 19, 30, "2026-03-08T12:00:00Z", "2026-03-08T23:30:00Z")]
    // Across its end (1 November 2026, 02:00): 01:30 comes twice and runs the first time only.
    [InlineData("Eastern Standard Time", 1, 30, "2026-11-01T04:00:00Z", "2026-11-01T05:30:00Z")]
    [InlineData("Eastern Standard Time", 1, 30, "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z")]
    // Far east and far west of Greenwich the local day is another than the UTC day.
    [InlineData("Tokyo Standard Time", 0, 15, "2026-01-15T15:00:00Z", "2026-01-15T15:15:00Z")]
    [InlineData("Line Islands Standard Time", 0, 5, "2026-01-15T10:04:00Z", "2026-01-15T10:05:00Z")]
    [InlineData("Dateline Standard Time", 23, 0, "2026-01-15T10:00:00Z", "2026-01-15T11:00:00Z")]
    [InlineData("UTC", 12, 0, "2026-01-15T12:00:00Z", "2026-01-16T12:00:00Z")]
    [InlineData("Europe/Berlin", 12, 0, "2026-07-01T09:59:59Z", "2026-07-01T10:00:00Z")]
    public void A_daily_run_is_at_the_zones_own_time(string zone, int hour, int minute, string after, string next) =>
        Assert.Equal(Time(next), new Schedule(Frequency.Daily, hour, minute, null, null, Zones.Find(zone)!).NextRun(Time(after), Time(after)));

    [Theory]
    [InlineData("Eastern Standard Time", DayOfWeek.Friday, 19, "2026-01-15T12:00:00Z", "2026-01-17T00:00:00Z")]
    [InlineData("Eastern Standard Time", DayOfWeek.Friday, 19, "2026-01-17T00:00:00Z", "2026-01-24T00:00:00Z")]
    [InlineData("Tokyo Standard Time", DayOfWeek.Sunday, 3, "2026-01-15T12:00:00Z", "2026-01-17T18:00:00Z")]
    public void A_weekly_run_is_on_the_zones_own_day(string zone, DayOfWeek day, int hour, string after, string next) =>
        Assert.Equal(Time(next), new Schedule(Frequency.Weekly, hour, 0, day, null, Zones.Find(zone)!).NextRun(Time(after), Time(after)));

    [Theory]
    [InlineData(6, "2026-01-15T12:00:00Z", "2026-01-15T12:00:00Z", "2026-01-15T18:00:00Z")]
    [InlineData(6, "2026-01-15T12:00:00Z", "2026-01-15T18:00:00Z", "2026-01-16T00:00:00Z")]
    [InlineData(5, "2026-01-15T12:00:00Z", "2026-01-16T12:00:00Z", "2026-01-16T13:00:00Z")]
    public void Hourly_runs_count_from_the_making(int interval, string created, string after, string next) =>
        Assert.Equal(Time(next), new Schedule(Frequency.Hourly, null, null, null, interval, TimeZoneInfo.Utc).NextRun(Time(after), Time(created)));

    [Fact]
    public void A_manual_one_never_runs_by_itself() =>
        Assert.Null(new Schedule(Frequency.Manually, null, null, null, null, TimeZoneInfo.Utc).NextRun(RunningService.Start, RunningService.Start));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text);
}

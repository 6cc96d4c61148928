using System;
using Xunit;

namespace RaxBackup.Client.Tests;

/// <summary>Clock fields come back in UTC; what was meant is worked out, or left open.</summary>
public sealed class ScheduleTests
{
    [Theory]
    // New York: summer, winter, and over midnight.
    [InlineData("Eastern Standard Time", "2014-08-01T23:30Z", "19:30", DayOfWeek.Friday)]
    [InlineData("Eastern Standard Time", "2013-01-10T11:30Z", "06:30", DayOfWeek.Thursday)]
    [InlineData("Eastern Standard Time", "2013-01-11T03:00Z", "22:00", DayOfWeek.Thursday)]
    // The day of the change itself: 9 March 2014, 2 o'clock does not exist in New York.
    [InlineData("Eastern Standard Time", "2014-03-09T07:30Z", "03:30", DayOfWeek.Sunday)]
    [InlineData("India Standard Time", "2026-01-02T20:00Z", "01:30", DayOfWeek.Saturday)]
    [InlineData("Nepal Standard Time", "2026-01-02T18:15Z", "00:00", DayOfWeek.Saturday)]
    [InlineData("Hawaiian Standard Time", "2026-01-02T05:00Z", "19:00", DayOfWeek.Thursday)]
    [InlineData("Line Islands Standard Time", "2026-01-02T11:00Z", "01:00", DayOfWeek.Saturday)]
    [InlineData("Tokyo Standard Time", "2026-01-02T15:00Z", "00:00", DayOfWeek.Saturday)]
    [InlineData("UTC", "2026-01-02T15:01Z", "15:01", DayOfWeek.Friday)]
    [InlineData("America/New_York", "2014-08-01T23:30Z", "19:30", DayOfWeek.Friday)]
    public void The_next_run_tells_day_and_hour(string zone, string next, string at, DayOfWeek day)
    {
        var configuration = Weekly(zone, 1, 0, "AM", 3);
        configuration.NextScheduledRunTime = DateTimeOffset.Parse(next);
        Schedule.Derive(configuration);
        Assert.Equal((TimeSpan.Parse(at), day), (configuration.At, configuration.DayOfWeek));
        Assert.Equal(TimeZones.ToWindowsId(zone), configuration.TimeZone);
    }

    [Theory]
    [InlineData("Tokyo Standard Time", 10, 30, "AM", "19:30", true)]
    [InlineData("Tokyo Standard Time", 3, 0, "PM", "00:00", false)]
    [InlineData("Hawaiian Standard Time", 9, 59, "AM", "23:59", false)]
    [InlineData("Hawaiian Standard Time", 10, 0, "AM", "00:00", true)]
    [InlineData("UTC", 12, 0, "AM", "00:00", true)]
    [InlineData("UTC", 12, 5, "PM", "12:05", true)]
    public void Without_a_next_run_a_zone_without_summer_time_has_one_answer_but_over_midnight_no_day(string zone, int hour, int minute, string half, string at, bool hasDay)
    {
        var configuration = Weekly(zone, hour, minute, half, 3);
        Schedule.Derive(configuration);
        Assert.Equal(TimeSpan.Parse(at), configuration.At);
        Assert.Equal(hasDay ? DayOfWeek.Wednesday : null, configuration.DayOfWeek);
    }

    [Fact]
    public void Without_a_next_run_a_zone_with_summer_time_has_no_answer()
    {
        var configuration = Weekly("Eastern Standard Time", 11, 30, "PM", 5);
        Schedule.Derive(configuration);
        Assert.Equal((null, null, "Eastern Standard Time"), (configuration.At, configuration.DayOfWeek, configuration.TimeZone));
    }

    [Theory]
    [InlineData(BackupFrequency.Manually)]
    [InlineData(BackupFrequency.Hourly)]
    [InlineData(BackupFrequency.Unknown)]
    public void What_runs_at_no_time_of_day_has_none(BackupFrequency frequency)
    {
        var configuration = Weekly("UTC", 1, 0, "AM", 3);
        configuration.Frequency = frequency;
        configuration.NextScheduledRunTime = DateTimeOffset.UnixEpoch;
        Schedule.Derive(configuration);
        Assert.Equal((null, null), (configuration.At, configuration.DayOfWeek));
    }

    [Fact]
    public void A_daily_one_has_no_day()
    {
        var configuration = Weekly("UTC", 1, 0, "AM", 3);
        configuration.Frequency = BackupFrequency.Daily;
        Schedule.Derive(configuration);
        Assert.Equal((TimeSpan.FromHours(1), null), (configuration.At, configuration.DayOfWeek));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Middle-earth Standard Time")]
    public void A_zone_that_nobody_knows_leaves_all_open(string? zone)
    {
        var configuration = Weekly(zone!, 1, 0, "AM", 3);
        configuration.NextScheduledRunTime = DateTimeOffset.UnixEpoch;
        Schedule.Derive(configuration);
        Assert.Equal((null, null, null), (configuration.At, configuration.DayOfWeek, configuration.TimeZone));
    }

    private static BackupConfiguration Weekly(string zone, int hour, int minute, string half, int day) => new()
    {
        Frequency = BackupFrequency.Weekly,
        TimeZoneId = zone,
        StartTimeHour = hour,
        StartTimeMinute = minute,
        StartTimeAmPm = half,
        DayOfWeekId = day,
    };
}

using System;
using Xunit;

namespace RaxBackup.Client.Tests.Views;

public class DisplayTimesTests
{
    // One hour ahead of UTC, and two in summer, whatever the zones of this machine are.
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.CreateCustomTimeZone("Berlin", TimeSpan.FromHours(1), "Berlin", "MEZ", "MESZ",
    [
        TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday)),
    ]);

    private static readonly DateTimeOffset Moment = new(2026, 11, 22, 13, 5, 10, 999, TimeSpan.Zero);

    [Fact]
    public void A_time_is_local_and_says_its_offset()
    {
        Assert.Equal("2026-11-22 14:05:10 +01:00", Display.Time(Moment, Berlin));
        Assert.Equal("2026-07-01 02:30:00 +02:00", Display.Time(new DateTimeOffset(2026, 7, 1, 0, 30, 0, TimeSpan.Zero), Berlin));
        Assert.Equal("2026-11-22 13:05:10 +00:00", Display.Time(Moment, TimeZoneInfo.Utc));
        Assert.Equal(Display.Time(Moment, TimeZoneInfo.Local), Display.Time(Moment));
    }

    [Fact]
    public void A_time_may_come_as_text_or_without_zone()
    {
        Assert.Equal("2026-11-22 14:05:10 +01:00", Display.Time("11/22/2026 13:05:10 +00:00", Berlin));
        Assert.Equal("2026-11-22 14:05:10 +01:00", Display.Time("2026-11-22T13:05:10Z", Berlin));
        Assert.Equal("2026-11-22 14:05:10 +01:00", Display.Time(new DateTime(2026, 11, 22, 13, 5, 10), Berlin));
        Assert.Equal("2026-11-22 14:05:10 +01:00", Display.Time(new DateTime(2026, 11, 22, 13, 5, 10, DateTimeKind.Utc), Berlin));
    }

    [Fact]
    public void What_is_no_time_stands_as_it_is()
    {
        Assert.Equal("", Display.Time(null));
        Assert.Equal("", Display.Time(""));
        Assert.Equal("later", Display.Time("later"));
    }

    [Fact]
    public void The_ends_of_time_have_a_text()
    {
        Assert.StartsWith("9999-12-31", Display.Time(DateTimeOffset.MaxValue, Berlin), StringComparison.Ordinal);
        Assert.StartsWith("0001-01-01", Display.Time(DateTimeOffset.MinValue, Berlin), StringComparison.Ordinal);
        Assert.StartsWith("0001-01-01", Display.Time(DateTime.MinValue, Berlin), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:00:00", "0s")]
    [InlineData("00:00:00.4", "0.4s")]
    [InlineData("00:00:09.99", "9.9s")]
    [InlineData("00:00:14.9", "14s")]
    [InlineData("00:04:33", "4m 33s")]
    [InlineData("00:59:59", "59m 59s")]
    [InlineData("02:05:10", "2h 5m")]
    [InlineData("3.04:05:06", "3d 4h")]
    [InlineData("-00:04:33", "-4m 33s")]
    [InlineData("soon", "soon")]
    [InlineData(null, "")]
    public void A_duration_has_its_two_largest_units(string? span, string text)
    {
        Assert.Equal(text, Display.Duration(span));
        if (TimeSpan.TryParse(span, out var parsed))
            Assert.Equal(text, Display.Duration(parsed));
    }

    [Fact]
    public void The_longest_durations_have_a_text()
    {
        Assert.Equal("10675199d 2h", Display.Duration(TimeSpan.MaxValue));
        Assert.Equal("-10675199d 2h", Display.Duration(TimeSpan.MinValue));
    }

    [Theory]
    [InlineData(BackupFrequency.Manually, null, null, null, "Eastern Standard Time", "Manually")]
    [InlineData(BackupFrequency.Hourly, 6, null, null, "Eastern Standard Time", "every 6 h")]
    [InlineData(BackupFrequency.Hourly, null, null, null, null, "Hourly")]
    [InlineData(BackupFrequency.Daily, null, null, "02:00", "UTC", "Daily 02:00 (UTC)")]
    [InlineData(BackupFrequency.Daily, null, DayOfWeek.Friday, "02:00", "UTC", "Daily 02:00 (UTC)")]
    [InlineData(BackupFrequency.Daily, null, null, null, "UTC", "Daily")]
    [InlineData(BackupFrequency.Daily, null, null, "00:00", null, "Daily 00:00")]
    [InlineData(BackupFrequency.Weekly, null, DayOfWeek.Friday, "19:30", "Eastern Standard Time", "Weekly Fri 19:30 (Eastern Standard Time)")]
    [InlineData(BackupFrequency.Weekly, null, DayOfWeek.Sunday, null, "UTC", "Weekly Sun")]
    [InlineData(BackupFrequency.Weekly, null, null, "19:30", "UTC", "Weekly 19:30 (UTC)")]
    [InlineData(BackupFrequency.Monthly, null, null, "19:30", "UTC", "Monthly 19:30 (UTC)")]
    [InlineData(4, null, 5, "19:30:00", "UTC", "Weekly Fri 19:30 (UTC)")]
    [InlineData("Weekly", null, "Friday", "19:30:00", "UTC", "Weekly Fri 19:30 (UTC)")]
    [InlineData(null, null, null, null, null, "")]
    public void A_schedule_is_one_phrase(object? frequency, object? interval, object? day, string? at, string? zone, string text)
    {
        object? time = TimeSpan.TryParse(at, out var parsed) ? parsed : null;
        Assert.Equal(text, Display.Schedule(frequency, null, interval, day, time, zone));
        Assert.Equal(text, Display.Schedule(frequency, null, interval, day, at, zone));
    }

    [Fact]
    public void An_unknown_frequency_keeps_the_services_word() =>
        Assert.Equal("Unknown (Fortnightly)", Display.Schedule(BackupFrequency.Unknown, "Fortnightly", null, null, null, null));
}

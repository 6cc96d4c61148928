using System;
using System.Globalization;
using RaxBackup.Client;
using Xunit;

namespace RaxBackup.Client.Tests;

/// <summary>Times of day on the wire's clock of twice twelve hours.</summary>
public sealed class ClockTimeTests
{
    [Theory]
    [InlineData("00:00", 12, 0, "AM")]
    [InlineData("00:59", 12, 59, "AM")]
    [InlineData("01:00", 1, 0, "AM")]
    [InlineData("11:59", 11, 59, "AM")]
    [InlineData("12:00", 12, 0, "PM")]
    [InlineData("12:01", 12, 1, "PM")]
    [InlineData("13:00", 1, 0, "PM")]
    [InlineData("19:30", 7, 30, "PM")]
    [InlineData("23:59", 11, 59, "PM")]
    public void Midnight_and_noon_are_twelve(string at, int hour, int minute, string amPm) =>
        Assert.Equal(new ClockTime(hour, minute, amPm), ClockTime.From(TimeSpan.Parse(at, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("1.00:00")]
    [InlineData("-00:01")]
    [InlineData("19:30:15")]
    [InlineData("00:00:00.0000019")]
    public void Anything_else_is_no_time_of_day(string at)
    {
        var failure = Assert.Throws<RaxBackupException>(() => ClockTime.From(TimeSpan.Parse(at, CultureInfo.InvariantCulture)));
        Assert.Equal(("TimeOfDayInvalid", FailureKind.InvalidArgument), (failure.ErrorId, failure.Kind));
    }
}

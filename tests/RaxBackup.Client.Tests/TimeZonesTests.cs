using System;
using Xunit;

namespace RaxBackup.Client.Tests;

public sealed class TimeZonesTests
{
    [Theory]
    [InlineData("Eastern Standard Time", "Eastern Standard Time")]
    [InlineData("eastern standard time", "Eastern Standard Time")]
    [InlineData("America/New_York", "Eastern Standard Time")]
    [InlineData("Europe/Berlin", "W. Europe Standard Time")]
    [InlineData("Asia/Kolkata", "India Standard Time")]
    [InlineData("Asia/Calcutta", "India Standard Time")]
    [InlineData(" UTC ", "UTC")]
    public void Either_kind_of_id_gives_the_windows_id_and_the_zone(string id, string windows)
    {
        Assert.Equal(windows, TimeZones.ToWindowsId(id));
        Assert.Equal(TimeZones.Find(windows).BaseUtcOffset, TimeZones.Find(id).BaseUtcOffset);
    }

    [Theory]
    [InlineData("Atlantis/Main")]
    [InlineData("")]
    [InlineData("EST5")]
    [InlineData("../etc/passwd")]
    public void Another_id_is_named_in_the_failure(string id)
    {
        foreach (var find in new Action[] { () => TimeZones.ToWindowsId(id), () => TimeZones.Find(id) })
        {
            var failure = Assert.Throws<RaxBackupException>(find);
            Assert.Equal((FailureKind.InvalidArgument, "TimeZoneUnknown"), (failure.Kind, failure.ErrorId));
            Assert.Contains($"'{id}'", failure.Message, StringComparison.Ordinal);
        }
    }
}

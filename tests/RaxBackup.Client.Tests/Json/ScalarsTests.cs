using System;
using RaxBackup.Client.Json;
using Xunit;

namespace RaxBackup.Client.Tests.Json;

public sealed class ScalarsTests
{
    [Theory]
    [InlineData("00:04:33", "00:04:33")]
    [InlineData("1.02:03:04", "1.02:03:04")]
    [InlineData("26:00:00", "1.02:00:00")]
    [InlineData("100:00:00.5", "4.04:00:00.5000000")]
    public void Durations(string text, string expected) => Assert.Equal(TimeSpan.Parse(expected), Scalars.Parse(typeof(TimeSpan?), text));

    [Theory]
    [InlineData("4:61:00")]
    [InlineData("five minutes")]
    public void No_durations(string text) => Assert.Throws<FormatException>(() => Scalars.Parse(typeof(TimeSpan?), text));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("37", 37)]
    [InlineData("35.3 KB", 36147)]
    [InlineData("35.3 kb", 36147)]
    [InlineData("1MB", 1048576)]
    [InlineData("3.7 GB", 3972844749)]
    [InlineData("1 TB", 1099511627776)]
    [InlineData("512 bytes", 512)]
    [InlineData("512 B", 512)]
    public void Sizes(string text, long bytes) => Assert.Equal(bytes, WireSize.Parse(text));

    [Theory]
    [InlineData("-1")]
    [InlineData("1,5 GB")]
    [InlineData("GB")]
    public void No_sizes(string text) => Assert.Throws<FormatException>(() => WireSize.Parse(text));

    [Theory]
    [InlineData("Include", BackupItemFilter.Include)]
    [InlineData("2", BackupItemFilter.Exclude)]
    [InlineData("9", BackupItemFilter.Unknown)]
    [InlineData("?", BackupItemFilter.Unknown)]
    public void Filters(string text, object filter) => Assert.Equal(filter, Scalars.Parse(typeof(BackupItemFilter), text));

    [Theory]
    [InlineData("StartScheduled", JobState.StartScheduled)]
    [InlineData("start scheduled", JobState.StartScheduled)]
    [InlineData("8", JobState.CompletedWithErrors)]
    [InlineData("NotAvailable", JobState.Unknown)]
    public void States(string text, object state) => Assert.Equal(state, Scalars.Parse(typeof(JobState), text));

    [Theory]
    [InlineData("[007,-01,0,10,1.0,\"00\"]", "[\"007\",\"-01\",0,10,1.0,\"00\"]")]
    [InlineData("{\"a\\\"0\":05}", "{\"a\\\"0\":\"05\"}")]
    public void Leading_zeros_are_quoted_and_nothing_else_is_touched(string body, string expected) => Assert.Equal(expected, WireSyntax.Check(body));
}

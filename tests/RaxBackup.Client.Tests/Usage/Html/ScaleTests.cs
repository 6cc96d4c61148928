using System;
using System.Linq;
using FsCheck.Xunit;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Client.Usage.Html;
using Xunit;

namespace RaxBackup.Client.Tests.Usage.Html;

/// <summary>Axes and numbers.</summary>
public class ScaleTests
{
    [Theory]
    [InlineData(0.00042, "0 0.0001 0.0002 0.0003 0.0004 0.0005")]
    [InlineData(1, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(12, "0 2.5 5 7.5 10 12.5")]
    [InlineData(750, "0 200 400 600 800")]
    [InlineData(9_400, "0 2,000 4,000 6,000 8,000 10k")]
    [InlineData(14_600_000, "0 5M 10M 15M")]
    public void Steps_are_round(decimal largest, string labels) =>
        Assert.Equal(labels, string.Join(" ", new Scale(largest).Ticks().Select(tick => tick.Label)));

    [Property(Replay = Chance.Seed)]
    public void An_axis_reaches_its_largest_in_at_most_five_steps(ulong amount, byte power)
    {
        var largest = amount / (decimal)Math.Pow(10, power % 20);
        var scale = new Scale(largest);
        var ticks = scale.Ticks().ToList();
        Assert.InRange(scale.ShareOf(largest), 0, 1.000001);
        Assert.InRange(ticks.Count, 2, 6);
        Assert.Equal(1, ticks[ticks.Count - 1].Share, 6);
        Assert.Equal(ticks.Count, ticks.Select(tick => tick.Label).Distinct().Count());
    }

    [Fact]
    public void Nothing_is_shown_below_the_axis() => Assert.Equal(0, new Scale(10m).ShareOf(-3m));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1", "1")]
    [InlineData("1234567", "1,234,567")]
    [InlineData("1234567.891", "1,234,567.89")]
    [InlineData("1.5", "1.50")]
    [InlineData("699.9999999999999999999999999", "700")]
    [InlineData("0.5", "0.5")]
    [InlineData("0.000100512345", "0.0001005")]
    [InlineData("0.99999", "1")]
    [InlineData("-12.345", "-12.35")]
    [InlineData("79228162514264337593543950335", "79,228,162,514,264,337,593,543,950,335")]
    public void Numbers_are_readable(string value, string readable) =>
        Assert.Equal(readable, Numbers.Readable(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    public void Numbers_are_exact_where_nobody_reads_them(string value, string exact) =>
        Assert.Equal(exact, Numbers.Exact(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));
}

using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck.Xunit;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Client.Usage.Html;
using Xunit;

namespace RaxBackup.Client.Tests.Usage.Html;

/// <summary>The columns of a chart, for any time.</summary>
public class BucketsTests
{
    private static readonly DateTime First = new(2026, 11, 30);

    [Theory]
    [InlineData(1, "day", 1)]
    [InlineData(400, "day", 400)]
    [InlineData(401, "month", 15)]
    [InlineData(12_000, "month", 396)]
    [InlineData(40_000, "year", 111)]
    [InlineData(2_912_000, "year", 7974)]
    public void Days_become_months_and_years_before_there_are_too_many(int days, string unit, int count)
    {
        var columns = new Buckets(First, First.AddDays(days - 1));
        Assert.Equal((unit, count), (columns.Unit, columns.Count));
    }

    [Theory]
    [InlineData(3, "2026-11-30", "2026-12-02")]
    [InlineData(500, "2026-11", "2028-04")]
    [InlineData(40_000, "2026", "2136")]
    public void A_column_is_called_by_its_time(int days, string first, string last)
    {
        var columns = new Buckets(First, First.AddDays(days - 1));
        Assert.Equal((first, last), (columns.NameOf(0), columns.NameOf(columns.Count - 1)));
    }

    [Fact]
    public void A_day_that_has_nothing_is_not_a_day_with_zero()
    {
        var columns = new Buckets(First, First.AddDays(3));
        Assert.Equal([5m, null, null, 2.5m], columns.Sum(Meter(new() { [First] = 5m, [First.AddDays(3)] = 2.5m })));
    }

    [Property(Replay = Chance.Seed)]
    public void Every_day_is_in_one_column_and_seven_labels_are_the_most(ushort days, ushort start)
    {
        var first = new DateTime(1990, 1, 1).AddDays(start);
        var all = Enumerable.Range(0, days + 1).ToDictionary(day => first.AddDays(day), day => 1m);
        var columns = new Buckets(first, first.AddDays(days));
        Assert.Equal(all.Count, columns.Sum(Meter(all)).Sum());
        Assert.InRange(columns.Labels().Count, 1, 7);
        Assert.All(columns.Labels(), label => Assert.InRange(label.Index, 0, columns.Count - 1));
    }

    private static MeterTotal Meter(Dictionary<DateTime, decimal> days) => new(new() { Quantity = "files.bandwidthIn", Unit = "GB" }, days, []);
}

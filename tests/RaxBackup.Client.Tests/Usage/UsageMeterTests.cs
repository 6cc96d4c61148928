using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Client.Usage;
using Xunit;

namespace RaxBackup.Client.Tests.Usage;

/// <summary>Sums: by time where a thing stood, by number where it was counted, and nothing lost between groups.</summary>
public sealed class UsageMeterTests
{
    private static readonly BackupStorage OneGigabyte = new() { Storage = 1_000_000_000 };

    [Theory]
    [InlineData("2026-02-01", "2026-03-01")]
    [InlineData("2026-03-01", "2026-04-01")]
    [InlineData("2024-02-01", "2024-03-01")]
    public void A_gigabyte_for_a_month_is_a_GB_Month_whatever_the_month(string from, string to) =>
        Assert.Equal(1m, Assert.Single(Measure([UsageEvents.Of(OneGigabyte, from + "T00:00:00Z", to + "T00:00:00Z")])).Value);

    [Fact]
    public void What_crosses_midnight_is_split_by_time()
    {
        var rows = Measure([UsageEvents.Of(new BackupLicense(), "2026-03-02T18:00:00Z", "2026-03-04T03:00:00Z")], UsageGrouping.Day);
        Assert.Equal([("2026-03-02", 6m, 1L), ("2026-03-03", 24m, 1L), ("2026-03-04", 3m, 1L)], rows.Select(row => (row.Group!, row.Value, row.Count)));
        Assert.Equal(DateTimeOffset.Parse("2026-03-02T18:00:00Z"), rows[0].From);
        Assert.Equal(DateTimeOffset.Parse("2026-03-03T00:00:00Z"), rows[0].To);
        Assert.Equal(DateTimeOffset.Parse("2026-03-04T03:00:00Z"), rows[2].To);
    }

    [Fact]
    public void What_crosses_months_is_measured_by_each()
    {
        var crossing = UsageEvents.Of(new VolumeUsage { Type = "SSD", Provisioned = 868 }, "2026-02-28T00:00:00Z", "2026-03-02T00:00:00Z");
        Assert.Equal([("2026-02", 31m), ("2026-03", 28m)], Measure([crossing], UsageGrouping.Month).Select(row => (row.Group!, row.Value)));
        var whole = Assert.Single(Measure([crossing]));
        Assert.Equal((59m, 1L), (whole.Value, whole.Count));
    }

    [Fact]
    public void What_is_counted_counts_whole_where_it_begins()
    {
        var usage = UsageEvents.Of(new FilesBandwidth { BandwidthIn = 3, BandwidthOut = 0 }, "2026-03-31T23:59:59Z", "2026-04-01T23:00:00Z");
        Assert.All(Measure([usage], UsageGrouping.Day), row => Assert.Equal("2026-03-31", row.Group));
        Assert.Equal(0.000000003m, Measure([usage], UsageGrouping.Month)[0].Value);
    }

    [Fact]
    public void The_end_does_not_belong_to_it() =>
        Assert.Equal("2026-03-02", Assert.Single(Measure([UsageEvents.Of(OneGigabyte)], UsageGrouping.Day)).Group);

    [Fact]
    public void Times_are_taken_in_UTC()
    {
        var usage = UsageEvents.Of(new BackupLicense(), "2026-03-01T20:00:00-05:00", "2026-03-01T22:00:00-05:00");
        Assert.Equal("2026-03-02", Assert.Single(Measure([usage], UsageGrouping.Day)).Group);
    }

    [Fact]
    public void A_moment_stands_for_its_day()
    {
        var row = Assert.Single(Measure([UsageEvents.At(new BackupLicense(), "2026-03-31T23:30:00Z")], UsageGrouping.Day));
        Assert.Equal(("2026-03-31", 24m), (row.Group, row.Value));
        Assert.Equal(DateTimeOffset.Parse("2026-04-01T00:00:00Z"), row.To);
    }

    [Fact]
    public void Groups_are_named_in_the_order_asked_for()
    {
        var rows = Measure([UsageEvents.Of(OneGigabyte)], UsageGrouping.Region, UsageGrouping.Day, UsageGrouping.Service, UsageGrouping.Resource, UsageGrouping.Type, UsageGrouping.Month);
        Assert.Equal("DFW, 2026-03-02, Backup, r1, x.BackupStorage, 2026-03", Assert.Single(rows).Group);
        Assert.Equal("All", Assert.Single(Measure([UsageEvents.Of(OneGigabyte)])).Group);
    }

    [Fact]
    public void A_type_is_told_where_all_are_of_it()
    {
        var (one, other) = (UsageEvents.Of(OneGigabyte), UsageEvents.Of(OneGigabyte));
        Assert.Equal("x.BackupStorage", Assert.Single(Measure([one, other])).Type);
        other.Type = "y";
        Assert.Null(Assert.Single(Measure([one, other, one])).Type);
        Assert.Equal(["x.BackupStorage", "y"], Measure([one, other], UsageGrouping.Type).Select(row => row.Type!));
    }

    [Theory]
    [InlineData("CREATE")]
    [InlineData("USAGE_SUMMARY")]
    public void What_tells_no_usage_is_in_no_sum_and_is_counted(string kind)
    {
        var meter = new UsageMeter();
        var usage = UsageEvents.Of(OneGigabyte);
        usage.EventType = kind;
        meter.Add(usage);
        meter.Add(UsageEvents.Of(new UnknownProduct { Namespace = "urn:new" }));
        meter.Add(new());
        Assert.Empty(meter.Results());
        Assert.Equal(3, meter.Unmeasured.Unknown);
        Assert.Contains("x.UnknownProduct", meter.Unmeasured.Kinds);
    }

    [Fact]
    public void What_stood_for_no_time_that_can_be_told_is_counted_apart()
    {
        var meter = new UsageMeter(UsageGrouping.Day);
        foreach (var usage in new[] { UsageEvents.Of(OneGigabyte, end: null), UsageEvents.Of(OneGigabyte, end: "2026-03-01T00:00:00Z"), UsageEvents.Of(OneGigabyte, "2020-01-01Z") })
            meter.Add(usage);
        Assert.Empty(meter.Results());
        Assert.Equal((0, 3), (meter.Unmeasured.Unknown, meter.Unmeasured.Timeless));
    }

    [Fact]
    public void Sums_are_exact_beyond_what_a_decimal_holds()
    {
        var largest = UsageEvents.Of(new BackupStorage { Storage = ulong.MaxValue }, "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z");
        Assert.Equal(18_446_744_073.709551615m * 1000, Assert.Single(Measure(Enumerable.Repeat(largest, 1000))).Value);
    }

    [Fact]
    public void The_last_day_there_is_ends_the_split()
    {
        var last = UsageEvents.Of(new BackupLicense(), "9999-12-30T00:00:00Z", "9999-12-31T12:00:00Z");
        Assert.Equal(["9999-12-30", "9999-12-31"], Measure([last], UsageGrouping.Day).Select(row => row.Group!));
        Assert.Single(Measure([UsageEvents.At(OneGigabyte, "9999-12-31T23:00:00Z")], UsageGrouping.Month));
    }

    [Property(MaxTest = 400, Replay = Chance.Seed)]
    public Property The_groups_together_are_the_whole() => Prop.ForAll(
        UsageEvents.Any.ListOf().ToArbitrary(),
        Gen.SubListOf(Enum.GetValues<UsageGrouping>()).ToArbitrary(),
        (events, grouping) =>
        {
            var whole = Measure(events).ToDictionary(row => row.Quantity!, row => row.Value);
            var parts = Measure(events, [.. grouping]).GroupBy(row => row.Quantity!).ToDictionary(rows => rows.Key, rows => rows.Sum(row => row.Value));
            Assert.Equal(whole.Keys.Order(), parts.Keys.Order());
            // Each group's division may round the twenty-eighth digit.
            Assert.All(whole, row => Assert.InRange(parts[row.Key] - row.Value, -Least(row.Value), Least(row.Value)));
        });

    [Property(MaxTest = 400, Replay = Chance.Seed)]
    public Property The_order_does_not_matter() => Prop.ForAll(
        UsageEvents.Any.ListOf().ToArbitrary(),
        events => Assert.Equal(
            Measure(events, UsageGrouping.Day, UsageGrouping.Region).Select(row => (row.Group, row.Quantity, row.Value, row.Count, row.From, row.To)),
            Measure(Enumerable.Reverse(events), UsageGrouping.Day, UsageGrouping.Region).Select(row => (row.Group, row.Quantity, row.Value, row.Count, row.From, row.To))));

    /// <summary>By hand, with doubles, minute by minute.</summary>
    [Property(MaxTest = 200, Replay = Chance.Seed)]
    public Property Days_agree_with_a_second_reckoning() => Prop.ForAll(
        (from provisioned in Gen.Choose(1, 1000)
         from start in Gen.Choose(0, 60 * 24 * 40)
         from length in Gen.Choose(1, 60 * 24 * 40)
         select (provisioned, start, length)).ToArbitrary(),
        one =>
        {
            var begin = new DateTimeOffset(2026, 1, 20, 0, 0, 0, TimeSpan.Zero).AddMinutes(one.start);
            var usage = UsageEvents.Of(new VolumeUsage { Type = "SATA", Provisioned = one.provisioned }, begin.ToString("O"), begin.AddMinutes(one.length).ToString("O"));
            var expected = Enumerable.Range(0, one.length).Select(minute => begin.AddMinutes(minute))
                .GroupBy(minute => minute.Date).ToDictionary(day => day.Key.ToString("yyyy-MM-dd"), day => one.provisioned * day.Count() / (1440.0 * DateTime.DaysInMonth(day.Key.Year, day.Key.Month)));
            var rows = Measure([usage], UsageGrouping.Day);
            Assert.Equal(expected.Keys.Order(), rows.Select(row => row.Group!));
            Assert.All(rows, row => Assert.Equal(expected[row.Group!], (double)row.Value, 9));
        });

    private static decimal Least(decimal value) => Math.Max(Math.Abs(value), 1m) * 1e-24m;

    private static List<UsageMeasure> Measure(IEnumerable<UsageEvent> events, params UsageGrouping[] grouping)
    {
        var meter = new UsageMeter(grouping);
        foreach (var usage in events)
            meter.Add(usage);
        return [.. meter.Results()];
    }
}

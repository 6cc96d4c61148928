using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using RaxBackup.Client.Usage.Html;
using Xunit;

namespace RaxBackup.Client.Tests.Usage.Html;

/// <summary>What is written, without a browser.</summary>
public class StatementPageTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_page_grows_with_days_and_resources_and_not_with_events()
    {
        var once = Page(Events(days: 5, resources: 3));
        var often = Page(Enumerable.Repeat(Events(days: 5, resources: 3), 400).SelectMany(events => events));
        Assert.InRange(often.Length, once.Length, once.Length * 1.1);
    }

    [Fact]
    public void Five_thousand_resources_are_a_hundred_and_the_others()
    {
        var page = Page(Events(days: 1, resources: 5000));
        Assert.Equal(101, Regex.Count(page, "data-meter=\"backup.bandwidthIn\">Backup, in"));
        Assert.Contains("4,900 others", page);
        Assert.Contains("4,990 others together", page);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("tr-TR")]
    public void It_is_the_same_wherever_it_is_made(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        var here = Page(Events(days: 40, resources: 12));
        try
        {
            CultureInfo.CurrentCulture = new(culture);
            Assert.Equal(here, Page(Events(days: 40, resources: 12)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Columns_are_as_high_as_their_values()
    {
        var heights = Regex.Matches(Page(Events(days: 4, resources: 1)), "<rect class=\"c0\"[^>]* y=\"[^\"]*\" height=\"([^\"]+)\"/>")
            .Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal([1, 2, 3, 4], heights.Select(height => Math.Round(height / heights[0], 2)));
    }

    [Fact]
    public void What_is_stored_is_the_average_of_the_day_whatever_the_month()
    {
        var page = Page(Enumerable.Range(0, 90).Select(day => new UsageEvent
        {
            EventType = "USAGE",
            StartTime = Start.AddDays(day),
            EndTime = Start.AddDays(day + 1),
            Product = new BackupStorage { Storage = 700_000_000_000 },
        }));
        Assert.Equal(90, Regex.Count(page, "\nBackup storage: 700 GB</title>"));
    }

    [Fact]
    public void Events_without_a_time_are_in_the_sums_but_in_no_chart()
    {
        var page = Page([new() { EventType = "USAGE", Product = new BackupBandwidthIn { BandwidthIn = 5_000_000_000 } }]);
        Assert.Contains("value=\"5\" data-meter=\"backup.bandwidthIn\"", page);
        Assert.DoesNotContain("<svg", page);
    }

    [Fact]
    public void What_is_in_no_sum_is_told()
    {
        var page = Page(
        [
            new() { EventType = "USAGE", StartTime = Start, EndTime = Start, Product = new UnknownProduct() },
            new() { EventType = "USAGE", Product = new BackupStorage { Storage = 1 } },
        ]);
        Assert.Contains("In no sum: 1 events", page);
        Assert.Contains("Not in all sums: 1 events", page);
    }

    [Fact]
    public void A_year_ago_and_the_year_9999_are_no_trouble()
    {
        var page = Page(new[] { DateTimeOffset.MinValue, Start, DateTimeOffset.MaxValue.AddDays(-1) }.Select(time => new UsageEvent
        {
            EventType = "USAGE",
            StartTime = time,
            EndTime = time.AddHours(1),
            Product = new BackupBandwidthIn { BandwidthIn = ulong.MaxValue },
        }));
        Assert.Contains("0001-01-01 to 9999-12-30", page);
        Assert.Equal(3, Regex.Count(page, "class=\"day dense\""));
    }

    internal static IEnumerable<UsageEvent> Events(int days, int resources) =>
        from day in Enumerable.Range(0, days)
        from r in Enumerable.Range(0, resources)
        select new UsageEvent
        {
            EventType = "USAGE",
            Region = "DFW",
            ResourceId = $"agent-{r}",
            ResourceName = $"web{r}",
            StartTime = Start.AddDays(day),
            EndTime = Start.AddDays(day + 1),
            Product = new BackupBandwidthIn { BandwidthIn = (ulong)(day + 1) * 1_500_000_000 },
        };

    private static string Page(IEnumerable<UsageEvent> events)
    {
        var statement = new Statement();
        foreach (var usage in events)
            statement.Add(usage);
        using var text = new StringWriter();
        StatementPage.Write(text, statement);
        return text.ToString();
    }
}

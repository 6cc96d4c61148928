using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using RaxBackup.Client.Usage;
using Xunit;

namespace RaxBackup.Pages.Tests;

/// <summary>The page of Export-RaxUsage as a person meets it.</summary>
[Collection("Chromium")]
public class UsagePageTests(Chromium chromium)
{
    private const string Rows = "[...document.querySelectorAll('table.sorts tbody tr')]";

    public static TheoryData<int, int> Sizes => new() { { 0, 0 }, { 1, 1 }, { 2, 5000 }, { 31, 14 }, { 365, 3 }, { 900, 1 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task It_needs_nothing_else_and_complains_of_nothing(int days, int resources)
    {
        await using var open = await OpenPage.ShowAsync(chromium, Statements.Page(Statements.Events(days, resources)));
        Assert.Empty(open.Complaints);
        Assert.Empty(open.Requests);
        Assert.Equal(0, await open.EvaluateAsync<int>("performance.getEntriesByType('resource').length"));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Its_totals_and_its_table_are_what_is_measured(int days, int resources)
    {
        var meter = new UsageMeter();
        foreach (var usage in Statements.Events(days, resources))
            meter.Add(usage);
        var measured = meter.Results().ToDictionary(row => row.Quantity!, row => Math.Round(row.Value, 12));
        await using var open = await OpenPage.ShowAsync(chromium, Statements.Page(Statements.Events(days, resources)));
        Assert.Equal(measured, Sums(await open.EvaluateAsync<string[]>("[...document.querySelectorAll('.totals data')].map(d => d.dataset.meter + ' ' + d.value)")));
        Assert.Equal(measured, Sums(await open.EvaluateAsync<string[]>(
            Rows + ".map(row => row.querySelector('[data-meter]').dataset.meter + ' ' + row.querySelector('td.number data').value)")));
    }

    [Fact]
    public async Task It_is_sorted_by_a_click_and_the_other_way_by_another()
    {
        await using var open = await OpenPage.ShowAsync(chromium, Statements.Page(Statements.Events(3, 20)));
        var before = (await CellsAsync(open, "th")).ToList();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Resource" }).ClickAsync();
        var names = await CellsAsync(open, "th");
        Assert.Equal(names.OrderBy(name => name, StringComparer.Ordinal), names);
        Assert.NotEqual(before, names);
        Assert.Equal("ascending", await SortedAsync(open));
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Resource" }).ClickAsync();
        Assert.Equal(names.Reverse().Distinct(), (await CellsAsync(open, "th")).Distinct());
        Assert.Equal("descending", await SortedAsync(open));
        Assert.Equal(before.Count, names.Length);
    }

    [Theory]
    [InlineData("Enter")]
    [InlineData("Space")]
    public async Task It_is_sorted_from_the_keyboard_and_quantities_within_their_unit(string key)
    {
        await using var open = await OpenPage.ShowAsync(chromium, Statements.Page(Statements.Events(3, 20)));
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Quantity" }).FocusAsync();
        await open.Page.Keyboard.PressAsync(key);
        Assert.Equal("descending", await SortedAsync(open));
        var rows = (await open.EvaluateAsync<string[]>(Rows + ".map(row => row.cells[4].textContent + ' ' + row.cells[3].querySelector('data').value)"))
            .Select(row => row.Split(' ')).Select(row => (Unit: row[0], Value: decimal.Parse(row[1], CultureInfo.InvariantCulture))).ToList();
        Assert.Equal(rows.GroupBy(row => row.Unit).SelectMany(unit => unit.OrderByDescending(row => row.Value)), rows);
        Assert.Equal("Quantity", await open.EvaluateAsync<string>("document.activeElement.textContent"));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task It_can_be_read_without_a_script(int days, int resources)
    {
        await using var with = await OpenPage.ShowAsync(chromium, Statements.Page(Statements.Events(days, resources)));
        await using var without = await OpenPage.ShowAsync(chromium, Statements.Page(Statements.Events(days, resources)), script: false);
        Assert.Equal(await with.Page.Locator("main").InnerTextAsync(), await without.Page.Locator("main").InnerTextAsync());
        Assert.Equal(0, await without.Page.GetByRole(AriaRole.Button).CountAsync());
    }

    [Fact]
    public async Task It_says_so_where_there_is_nothing()
    {
        await using var open = await OpenPage.ShowAsync(chromium, Statements.Page([]));
        Assert.Contains("There is no usage", await open.Page.Locator("main").InnerTextAsync());
        Assert.Equal(0, await open.Page.Locator("svg, table").CountAsync());
    }

    [Fact]
    public async Task It_names_the_days_that_are_missing()
    {
        await using var open = await OpenPage.ShowAsync(chromium, Statements.Page(Statements.Events(9, 2).Where(usage => usage.StartTime!.Value.Day is not (4 or 5))));
        Assert.Equal("Days without an event: 2026-11-04, 2026-11-05.", await open.Page.Locator(".warning").InnerTextAsync());
    }

    [Fact]
    public async Task It_tells_the_cost_and_what_has_no_price()
    {
        var card = new Client.Usage.Export.RateCard("rates.csv", [new("line 2", "backup.license", "Agent-Hours", "0.25", "USD")]);
        await using var open = await OpenPage.ShowAsync(chromium, Statements.Page(Statements.Events(2, 1), card));
        Assert.Equal("Cost\n12.00 USD", (await open.Page.Locator(".cost").InnerTextAsync()).Replace("\n\n", "\n").Replace("00\nUSD", "00 USD"));
        Assert.Contains("The rate card has no price for: Backup, in; Backup, out", await open.Page.Locator("section").First.InnerTextAsync());
        var costs = await open.EvaluateAsync<string[]>(Rows + ".map(row => row.cells[1].textContent + ': ' + row.cells[6].textContent)");
        Assert.Equal("Backup licences: 12.00 USD", Assert.Single(costs, cost => !cost.EndsWith(": ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task It_is_sorted_by_cost()
    {
        var card = new Client.Usage.Export.RateCard("rates.csv", [new("2", "backup.bandwidthOut", "GB", "0.5", "EUR"), new("3", "files.bandwidthOut", "GB", "20", "EUR")]);
        await using var open = await OpenPage.ShowAsync(chromium, Statements.Page(Statements.Events(2, 9), card));
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Cost" }).ClickAsync();
        var costs = (await open.EvaluateAsync<string[]>(Rows + ".map(row => row.cells[6].textContent)")).ToList();
        var numbers = costs.TakeWhile(cost => cost.Length > 0).Select(cost => decimal.Parse(cost.Split(' ')[0], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(12, numbers.Count);
        Assert.Equal(numbers.OrderByDescending(cost => cost), numbers);
        Assert.All(costs.Skip(numbers.Count), cost => Assert.Empty(cost));
    }

    private static Dictionary<string, decimal> Sums(IEnumerable<string> told) => told.Select(one => one.Split(' '))
        .GroupBy(one => one[0]).ToDictionary(of => of.Key, of => Math.Round(of.Sum(one => decimal.Parse(one[1], CultureInfo.InvariantCulture)), 12));

    private static Task<string[]> CellsAsync(OpenPage open, string cell) =>
        open.EvaluateAsync<string[]>($"{Rows}.map(row => row.querySelector('{cell}').textContent)");

    /// <summary>How the one sorted column is sorted; fails where there are several.</summary>
    private static async Task<string?> SortedAsync(OpenPage open) => await open.Page.Locator("[aria-sort]").GetAttributeAsync("aria-sort");
}

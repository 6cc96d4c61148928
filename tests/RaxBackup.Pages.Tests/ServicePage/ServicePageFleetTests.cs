using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Playwright;
using RaxBackup.Service;
using RaxBackup.Service.State;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace RaxBackup.Pages.Tests.ServicePage;

/// <summary>The local service's page over simulated agents.</summary>
[Collection("Chromium")]
public class ServicePageFleetTests(Chromium chromium)
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["Completed"] = "without errors", ["CompletedWithErrors"] = "with errors", ["Failed"] = "failed", ["Missed"] = "missed",
        ["Skipped"] = "stopped or skipped", ["Stopped"] = "stopped or skipped",
    };

    [Fact]
    public async Task Every_day_of_every_agent_is_what_its_activity_tells()
    {
        await using var open = await OpenService.ShowAsync(chromium, options: new ServiceOptions { Seed = "small" });
        await Expect(open.Page.Locator("#agents-count")).ToHaveTextAsync("9");
        var agents = (await open.ApiAsync("v1.0/user/agents")).EnumerateArray().ToList();
        var seen = new HashSet<string>();
        foreach (var agent in agents)
        {
            var id = agent.GetProperty("MachineAgentId").GetInt64();
            var row = open.Page.Locator($"[data-agent='{id}']");
            await Expect(row.Locator("td.number")).ToHaveTextAsync(agent.GetProperty("BackupVaultSize").GetString()!);
            await Expect(row.Locator(".chip").First).ToHaveTextAsync((await open.ApiAsync($"v1.0/agent/{id}")).GetProperty("Status").GetString()!);
            var told = await row.EvaluateAsync<string[]>(
                "row => [...row.querySelectorAll('[data-day]')].filter(day => day.dataset.worst != 'none').map(day => day.querySelector('title').textContent)");
            var expected = (await open.ApiAsync($"v1.0/system/activity/{id}")).EnumerateArray()
                .Where(one => one.GetProperty("Type").GetString() == "Backup").GroupBy(Day)
                .Where(day => day.Key > DateOnly.FromDateTime(OpenService.Start.UtcDateTime).AddDays(-28))
                .ToDictionary(day => day.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day => Sorted(day.GroupBy(Word).Select(word => $"{word.Count()} {word.Key}")));
            Assert.Equal(expected, told.ToDictionary(title => title[..10], title => Sorted(title[12..].Split(", "))));
            seen.UnionWith(told.SelectMany(title => title[12..].Split(", ")).Select(count => count[(count.IndexOf(' ') + 1)..]));
        }

        Assert.Superset(new HashSet<string> { "without errors", "with errors", "failed", "missed" }, seen);
    }

    [Fact]
    public async Task A_simulated_job_moves_with_the_step_button()
    {
        await using var open = await OpenService.ShowAsync(chromium, options: new ServiceOptions { Seed = "small" });
        var configuration = (await open.ApiAsync("v1.0/backup-configuration")).EnumerateArray()
            .Single(one => one.GetProperty("BackupConfigurationName").GetString() == "Website").GetProperty("BackupConfigurationId").GetInt64();
        var id = await open.StartBackupAsync(configuration);
        var percent = open.Page.Locator($"[data-job='Backup {id}'] .percent");
        await Expect(percent).ToHaveTextAsync("0 %");
        await open.Page.Locator("#span").SelectOptionAsync("1 minute");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Step" }).ClickAsync();
        await Expect(percent).Not.ToHaveTextAsync("0 %");
        var agent = (await open.ApiAsync($"v1.0/backup/{id}")).GetProperty("MachineAgentId").GetInt64();
        await Expect(percent).ToHaveTextAsync($"{open.Host.Agents.Find(agent)!.Percent(JobKey.Backup(id))} %");
        await open.Page.Locator("#span").SelectOptionAsync("10 minutes");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Step" }).ClickAsync();
        await Expect(percent).ToHaveCountAsync(0);
        Assert.Equal("Completed", (await open.ApiAsync($"v1.0/backup/{id}")).GetProperty("CurrentState").GetString());
    }

    [Fact]
    public async Task Agents_are_found_by_name_and_of_many_some_are_shown()
    {
        await using var open = await OpenService.ShowAsync(chromium, before: service =>
        {
            for (var i = 0; i < 60; i++)
            {
                service.Host.State.Agents.Register(
                    new AgentRow { TenantId = service.Host.TenantId, Region = "ORD", HostServerId = $"{i}", MachineName = $"node{i:00}" }, () => new AgentKey("00", "3", []));
            }

            return Task.CompletedTask;
        });
        var rows = open.Page.Locator("#agents > tbody > tr");
        await Expect(rows).ToHaveCountAsync(25);
        await Expect(open.Page.Locator("#agents-count")).ToHaveTextAsync("25 of 61");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Show more" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(61);
        await open.Page.GetByLabel("Show agents whose name holds").FillAsync("NODE4");
        await Expect(rows).ToHaveCountAsync(10);
        await open.Page.GetByLabel("Show agents whose name holds").FillAsync("nothing of that name");
        await Expect(rows).ToHaveTextAsync(["There is no such agent."]);
    }

    private static DateOnly Day(JsonElement activity) => DateOnly.FromDateTime(
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(activity.GetProperty("TimeOfActivity").GetString()!.Trim("/Date()".ToCharArray()), CultureInfo.InvariantCulture)).UtcDateTime);

    private static string Word(JsonElement activity) => Words[activity.GetProperty("CurrentState").GetString()!];

    private static string Sorted(IEnumerable<string> counts) => string.Join(", ", counts.Order(StringComparer.Ordinal));
}

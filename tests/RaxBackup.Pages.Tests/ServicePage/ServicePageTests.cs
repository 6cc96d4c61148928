using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using RaxBackup.Service.Engines;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace RaxBackup.Pages.Tests.ServicePage;

/// <summary>The local service's own page: it shows what the API answers, as it comes.</summary>
[Collection("Chromium")]
public class ServicePageTests(Chromium chromium)
{
    [Fact]
    public async Task Agents_and_their_days_are_what_the_API_answers()
    {
        long configuration = 0;
        await using var open = await OpenService.ShowAsync(chromium, before: async service =>
        {
            configuration = await service.ConfigureAsync();
            await service.BackUpAsync(configuration);
            service.Engine.Backup = new BackupOutcome(1, 1, 1, 1, 500, [new JobError("/data", 5, "busy")]);
            await service.StepAsync("1.00:00:00");
            await service.BackUpAsync(configuration);
            await service.BackUpAsync(configuration);
            service.Engine.Fault = new EngineException(EngineFailure.StoreUnavailable, "gone");
            await service.StepAsync("2.00:00:00");
            await service.BackUpAsync(configuration);
        });
        var row = open.Page.Locator($"[data-agent='{open.Host.AgentId}']");
        var agent = await open.ApiAsync($"v1.0/agent/{open.Host.AgentId}");
        await Expect(row.Locator("th bdi").First).ToHaveTextAsync(agent.GetProperty("MachineName").GetString()!);
        await Expect(row.Locator("td.number")).ToHaveTextAsync(agent.GetProperty("BackupVaultSize").GetString()!);
        await Expect(row.Locator(".chip").First).ToHaveTextAsync(agent.GetProperty("Status").GetString()!);
        var last = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(agent.GetProperty("TimeOfLastSuccessfulBackup").GetString()!.Trim("/Date()".ToCharArray())));
        await Expect(row.Locator("time")).ToHaveAttributeAsync("datetime", last.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));

        var days = await row.EvaluateAsync<string[]>("row => [...row.querySelectorAll('[data-day]')].filter(day => day.dataset.worst != 'none').map(day => day.querySelector('title').textContent)");
        Assert.Equal(["2026-03-09: 1 without errors", "2026-03-10: 2 with errors", "2026-03-12: 1 failed"], days);
        var states = (await open.ApiAsync("v1.0/activity")).EnumerateArray().Select(one => one.GetProperty("CurrentState").GetString()).ToList();
        Assert.Equal(["Failed", "CompletedWithErrors", "CompletedWithErrors", "Completed"], states);
        await Expect(row.Locator(".strip")).ToHaveAttributeAsync("aria-label", "28 days: 1 failed, 2 with errors, 1 without errors");
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task Storage_and_bandwidth_are_those_of_the_jobs()
    {
        await using var open = await OpenService.ShowAsync(chromium, before: async service =>
        {
            var configuration = await service.ConfigureAsync();
            foreach (var stored in new[] { 3000, 0, 20_000_000 })
            {
                service.Engine.Backup = new BackupOutcome(1, 1, 1, 1, stored, []);
                await service.BackUpAsync(configuration);
                await service.StepAsync("1.00:00:00");
            }
        });
        await Expect(open.Page.Locator("#storage .line")).ToBeVisibleAsync();
        Assert.Equal(["0", "3000", "3000", "20003000", "20003000"], await ValuesAsync(open, "storage", 1));
        Assert.Equal(["0", "3000", "0", "20000000", "0"], await ValuesAsync(open, "bandwidth", 1));
        Assert.Equal(["3000", "20000000"], await open.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#bandwidth rect.in')].map(bar => bar.dataset.value)"));
        await Expect(open.Page.Locator("#tiles")).ToContainTextAsync("19.1 MB");
    }

    [Fact]
    public async Task A_running_job_moves_until_it_is_done()
    {
        long configuration = 0;
        await using var open = await OpenService.ShowAsync(chromium, before: async service => configuration = await service.ConfigureAsync("Nightly"));
        await Expect(open.Page.Locator("#jobs")).ToHaveTextAsync("Nothing runs.");
        open.Engine.Hold = new();
        var running = await open.StartBackupAsync(configuration);
        await open.Engine.NextJobAsync();
        var waiting = await open.StartBackupAsync(configuration);
        var job = open.Page.Locator($"[data-job='Backup {running}']");
        await Expect(job).ToContainTextAsync("Nightly");
        await Expect(open.Page.Locator($"[data-job='Backup {waiting}']")).ToContainTextAsync("waits");
        foreach (var percent in new[] { 12, 57, 99 })
        {
            open.Engine.Running!.Report(new JobProgress(0, percent, 1, 100));
            await Expect(job.GetByRole(AriaRole.Progressbar)).ToHaveJSPropertyAsync("value", percent);
            await Expect(job.Locator(".percent")).ToHaveTextAsync($"{percent} %");
        }

        open.Engine.Hold.SetResult();
        await Expect(open.Page.Locator("#jobs")).ToHaveTextAsync("Nothing runs.");
        await Expect(open.Page.Locator("[data-day='2026-03-09']")).ToContainTextAsync("2 without errors");
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_stream_that_breaks_is_taken_up_again()
    {
        await using var open = await OpenService.ShowAsync(chromium, locked: true);
        await open.Page.RouteAsync("**/_service/live", route => route.AbortAsync());
        await open.UnlockAsync(open.Host.ApiKey);
        await Expect(open.Page.Locator("#link")).ToHaveTextAsync("not connected");
        await open.Page.UnrouteAsync("**/_service/live");
        await Expect(open.Page.Locator("#link")).ToHaveTextAsync("live");
        await Expect(open.Page.Locator("#agents button.name")).ToHaveCountAsync(1);
        Assert.All(open.Complaints, complaint => Assert.Contains("ERR_FAILED", complaint));
    }

    [Fact]
    public async Task The_step_button_steps_the_clock_and_the_other_lets_it_go()
    {
        await using var open = await OpenService.ShowAsync(chromium);
        await Expect(open.Page.Locator("#time")).ToHaveTextAsync("2026-03-09 08:00:00");
        await open.Page.Locator("#span").SelectOptionAsync("1 hour");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Step" }).ClickAsync();
        await Expect(open.Page.Locator("#time")).ToHaveTextAsync("2026-03-09 09:00:00");
        Assert.Equal("2026-03-09T09:00:00.0000000Z", (await open.OwnAsync("clock")).GetProperty("time").GetString());
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Let it run" }).PressAsync("Enter");
        await Expect(open.Page.Locator("#frozen")).ToHaveTextAsync("running");
        Assert.False((await open.OwnAsync("clock")).GetProperty("frozen").GetBoolean());
        // It goes by itself now.
        await Expect(open.Page.Locator("#time")).Not.ToHaveTextAsync("2026-03-09 09:00:00");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Freeze" }).ClickAsync();
        await Expect(open.Page.Locator("#frozen")).ToHaveTextAsync("frozen");
        Assert.True((await open.OwnAsync("clock")).GetProperty("frozen").GetBoolean());
    }

    [Fact]
    public async Task Faults_come_are_counted_and_are_removed()
    {
        await using var open = await OpenService.ShowAsync(chromium);
        await Expect(open.Page.Locator("#faults")).ToContainTextAsync("as it should be");
        var id = (await open.OwnAsync("faults", """{"operation":"GetAgent","statusCode":200,"bodyKind":"empty","count":2}""")).GetProperty("id").GetInt32();
        var fault = open.Page.Locator($"[data-fault='{id}']");
        await Expect(fault).ToContainTextAsync("status 200 · body empty · 2 times at most");
        await open.ApiAsync($"v1.0/agent/{open.Host.AgentId}");
        await Expect(fault).ToContainTextAsync("struck 1 time");
        await Expect(open.Page.Locator("#journal tbody tr").First).ToContainTextAsync($"fault {id}");
        await fault.GetByRole(AriaRole.Button, new() { Name = $"Remove fault {id}" }).PressAsync("Space");
        await Expect(fault).ToHaveCountAsync(0);
        Assert.Equal(0, (await open.OwnAsync("faults")).GetArrayLength());
    }

    [Fact]
    public async Task The_journal_is_the_service_s_and_can_be_narrowed_down()
    {
        await using var open = await OpenService.ShowAsync(chromium);
        await Expect(open.Page.Locator("#journal tbody tr")).ToHaveCountAsync(1);
        await open.OwnAsync("faults", """{"operation":"ListActivity","statusCode":503,"count":1}""");
        await Assert.ThrowsAnyAsync<Exception>(() => open.ApiAsync("v1.0/activity"));
        await open.ApiAsync("v1.0/activity");
        await open.ApiAsync("v1.0/user/agents");
        await Expect(open.Page.Locator("#journal tbody tr")).ToHaveCountAsync(4);
        var told = (await open.OwnAsync("requests")).EnumerateArray().Reverse()
            .Select(one => $"{one.GetProperty("status")} {one.GetProperty("operation")} {one.GetProperty("method")} {one.GetProperty("path")}");
        Assert.Equal(told, await open.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('#journal tbody tr')].map(row => [row.querySelector('.status'), row.cells[2], row.cells[3]].map(cell => cell.textContent).join(' '))"));
        await open.Page.GetByLabel("Errors only").CheckAsync();
        await Expect(open.Page.Locator("#journal tbody tr")).ToHaveCountAsync(1);
        await open.Page.GetByLabel("Errors only").UncheckAsync();
        await open.Page.GetByLabel("Show requests of an operation or path").FillAsync("/v1.0/user");
        await Expect(open.Page.Locator("#journal tbody tr")).ToHaveCountAsync(1);
        await Expect(open.Page.Locator("#journal tbody tr")).ToContainTextAsync("ListAgents");
    }

    [Fact]
    public async Task An_agent_s_month_opens_from_the_keyboard()
    {
        await using var open = await OpenService.ShowAsync(chromium, before: async service => await service.BackUpAsync(await service.ConfigureAsync()));
        var name = open.Page.Locator("#agents button.name");
        await name.FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await Expect(name).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(name).ToBeFocusedAsync();
        await Expect(open.Page.Locator(".month td:not(.outside)")).ToHaveCountAsync(28);
        await Expect(open.Page.Locator(".month td.completed")).ToHaveAttributeAsync("aria-label", "2026-03-09: 1 without errors");
        await open.Page.Keyboard.PressAsync("Enter");
        await Expect(open.Page.Locator(".month")).ToHaveCountAsync(0);
    }

    private static Task<string[]> ValuesAsync(OpenService open, string chart, int column) => open.Page.EvaluateAsync<string[]>(
        $"[...document.querySelectorAll('#{chart} tbody tr')].slice(-5).map(row => row.cells[{column}].querySelector('data').value)");
}

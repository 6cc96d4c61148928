using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>Simulated agents through the normal operations, under a clock that stands still and is stepped.</summary>
public sealed class SimulationTests : IAsyncLifetime
{
    private const string Seed =
        """
        {
          "clock": "2026-05-31T00:00:00Z",
          "tenant": "929418",
          "agents": [
            {
              "name": "web01",
              "script": {
                "backups": [
                  {"durationSec": 100, "files": 7, "bytes": 7000},
                  {"outcome": "CompletedWithErrors", "durationSec": 60, "files": 6, "bytes": 6000,
                   "errors": [{"path": "/var/www/a", "message": "Permission denied", "code": 13}, {"path": "/var/www/b", "message": "In use", "code": 32}]},
                  {"outcome": "Failed", "durationSec": 10, "reason": "VaultUnreachable"},
                  {"outcome": "Skipped"},
                  {"outcome": "Missed"}
                ],
                "restores": [{"durationSec": 50}, {"durationSec": 5, "outcome": "Failed", "errors": [{"path": "/srv", "message": "Disk full", "code": 28}]}]
              },
              "configurations": [{"name": "Website", "includeFolder": ["/var/www"]}]
            },
            {"name": "sleeper", "script": {"presence": "UntilWoken", "wakeSec": 20, "awakeSec": 600},
             "configurations": [{"name": "Dreams", "includeFolder": ["/srv"]}]},
            {"name": "flapper", "script": {"presence": "Flapping", "onlineSec": 120, "offlineSec": 60}},
            {"name": "gone", "region": "ORD", "script": {"presence": "Offline"}}
          ]
        }
        """;

    private RunningService _service = null!;
    private Dictionary<string, long> _agents = null!;
    private Dictionary<string, long> _configurations = null!;

    public async Task InitializeAsync()
    {
        _service = await RunningService.StartAsync(new ServiceOptions { Seed = RunningService.SeedFile(Seed) });
        var agents = (await _service.GetAsync("v1.0/user/agents")).Json.EnumerateArray().Concat((await _service.GetAsync("ord/v1.0/user/agents")).Json.EnumerateArray());
        _agents = agents.ToDictionary(a => a.Text("MachineName")!, a => a.Number("MachineAgentId"));
        _configurations = (await _service.GetAsync("v1.0/backup-configuration")).Json.EnumerateArray()
            .ToDictionary(c => c.Text("BackupConfigurationName")!, c => c.Number("BackupConfigurationId"));
    }

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_backup_takes_its_time_by_the_clock_and_ends_as_the_script_says()
    {
        var id = await _service.StartBackupAsync(_configurations["Website"]);
        Assert.Equal(("InProgress", "0"), await StateAsync(id));
        Step(25);
        Assert.Equal(("InProgress", "25"), await StateAsync(id));
        Assert.Equal(404, (await _service.GetAsync($"v1.0/backup/report/{id}")).Status);
        Step(74.9);
        Assert.Equal(("InProgress", "99"), await StateAsync(id));
        Step(0.1);
        Assert.Equal(("Completed", null), await StateAsync(id));

        var report = (await _service.GetAsync($"v1.0/backup/report/{id}")).Json;
        Assert.Equal(("Completed", "Success", "7", "00:01:40"), (report.Text("State"), report.Text("Reason"), report.Text("FilesBackedUp"), report.Text("Duration")));
        Assert.Equal("The agent is simulated: no file was read.", report.Text("Diagnostics"));
        Assert.Equal("6.8 KB", (await AgentAsync("web01")).Text("BackupVaultSize"));
        Assert.Equal("/Date(1780185700000)/", (await AgentAsync("web01")).Text("TimeOfLastSuccessfulBackup"));
        Assert.Equal("Completed", (await _service.GetAsync("v1.0/activity")).Json[0].Text("CurrentState"));
    }

    [Fact]
    public async Task The_runs_of_a_script_come_in_turn_with_their_errors_and_only_what_was_made_is_billed()
    {
        var ids = new List<long>();
        foreach (var seconds in new[] { 100, 60, 10, 0, 0, 100 })
        {
            ids.Add(await _service.StartBackupAsync(_configurations["Website"]));
            Step(seconds);
        }

        var reports = new List<JsonElement>();
        foreach (var id in ids)
        {
            reports.Add((await _service.GetAsync($"v1.0/backup/report/{id}")).Json);
        }

        Assert.Equal(["Completed", "CompletedWithErrors", "Failed", "Skipped", "Missed", "Completed"], reports.Select(r => r.Text("State")));
        Assert.Equal(["Success", "UnableToProcessSomeFiles", "VaultUnreachable", "Skipped", "Missed", "Success"], reports.Select(r => r.Text("Reason")));
        Assert.Equal([0, 2, 1, 0, 0, 0], reports.Select(r => r.GetProperty("ErrorList").GetArrayLength()));
        var error = reports[1].GetProperty("ErrorList")[1];
        Assert.Equal(("/var/www/b", 32, "In use"), (error.Text("Path"), error.Number("ExceptionCode"), error.Text("ExceptionDesc")));
        Assert.Equal([true, true, false, false, false, true], reports.Select(r => r.GetProperty("CanRestore").GetBoolean()));

        var feed = (await _service.SendAsync("GET", "backup/events/929418?limit=1000", null, null, ("Accept", "application/vnd.rackspace.atom+json"))).Json;
        var events = feed.At("feed", "entry").EnumerateArray().Select(e => e.At("content", "event")).Reverse().ToList();
        Assert.Equal(9, events.Count);
        Assert.Equal([7000, 6000, 7000], events.Where((_, i) => i % 3 == 0).Select(e => e.GetProperty("product").Number("bandwidthIn")));
        Assert.Equal([7000, 13000, 20000], events.Where((_, i) => i % 3 == 1).Select(e => e.GetProperty("product").Number("storage")));
        Assert.Equal(("2026-05-31T00:00:00Z", "2026-05-31T00:01:40Z"), (events[0].Text("startTime"), events[0].Text("endTime")));
    }

    [Fact]
    public async Task What_waits_begins_when_the_one_before_has_ended_and_a_stop_ends_at_once()
    {
        var first = await _service.StartBackupAsync(_configurations["Website"]);
        var second = await _service.StartBackupAsync(_configurations["Website"]);
        var third = await _service.StartBackupAsync(_configurations["Website"]);
        Assert.Equal(("Queued", "0"), await StateAsync(second));
        Assert.Equal(204, (await StopAsync(second)).Status);
        Assert.Equal(("Stopped", null), await StateAsync(second));
        Step(30);
        Assert.Equal(204, (await StopAsync(first)).Status);
        Assert.Equal(("Stopped", null), await StateAsync(first));
        Assert.Equal(400, (await StopAsync(first)).Status);
        // Of the one that never began the script knows nothing: this is its second run.
        Assert.Equal(("InProgress", "0"), await StateAsync(third));
        Step(1000);
        Assert.Equal(("CompletedWithErrors", null), await StateAsync(third));
    }

    [Fact]
    public async Task One_step_runs_many_jobs_in_the_order_of_their_ends()
    {
        var ids = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await _service.StartBackupAsync(_configurations["Website"]));
        }

        Step(3600);
        var ended = new List<string?>();
        foreach (var id in ids)
        {
            ended.Add((await _service.GetAsync($"v1.0/backup/report/{id}")).Json.Text("CompletedTime"));
        }

        Assert.Equal(new[] { 100, 160, 170, 170, 170 }.Select(s => $"/Date({1780185600000 + (s * 1000)})/"), ended);
    }

    [Fact]
    public async Task A_restore_writes_no_file_and_says_so()
    {
        var backup = await _service.StartBackupAsync(_configurations["Website"]);
        Step(100);
        var folder = System.IO.Path.Combine(System.IO.Path.GetTempPath(), Guid.NewGuid().ToString());
        var reports = new List<JsonElement>();
        for (var i = 0; i < 2; i++)
        {
            var made = await _service.SendAsync("PUT", "v1.0/restore", Bodies.Restore(backup, _agents["web01"], folder));
            Assert.True(made.Status == 200, made.Text);
            var restore = made.Json.Number("RestoreId");
            Assert.Equal(204, (await _service.SendAsync("POST", "v1.0/restore/action-requested", $$"""{"Action":"StartManual","Id":{{restore}}}""")).Status);
            Step(1);
            Assert.Equal(2, (await _service.GetAsync($"v1.0/restore/{restore}")).Json.Number("RestoreStateId"));
            Step(60);
            reports.Add((await _service.GetAsync($"v1.0/restore/report/{restore}")).Json);
        }

        // Backups and restores are runs of one count: the first restore is the agent's second run.
        Assert.Equal(["Failed", "Completed"], reports.Select(r => r.Text("State")));
        Assert.Equal(["0", "7"], reports.Select(r => r.Text("NumFilesRestored")));
        Assert.All(reports, r => Assert.Equal("The agent is simulated: no file was written.", r.Text("Diagnostics")));
        Assert.False(System.IO.Directory.Exists(folder));
        Assert.Contains("bandwidthOut=\"7000\"", (await _service.GetAsync("backup/events/929418")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sleeping_agent_comes_some_time_after_the_wake_and_goes_to_sleep_again()
    {
        Assert.Equal("Offline", await StatusAsync("sleeper"));
        Assert.Equal(403, (await _service.SendAsync("POST", "v1.0/backup/action-requested", $$"""{"Action":"StartManual","Id":{{_configurations["Dreams"]}}}""")).Status);
        Assert.Equal(200, (await _service.SendAsync("POST", "v1.0/user/wakeupagents", null)).Status);
        Step(19);
        Assert.Equal("Offline", await StatusAsync("sleeper"));
        // A second wake does not put it off.
        await _service.SendAsync("POST", "v1.0/user/wakeupagents", null);
        Step(1);
        Assert.Equal("Online", await StatusAsync("sleeper"));
        await _service.StartBackupAsync(_configurations["Dreams"]);
        Step(599);
        Assert.Equal("Online", await StatusAsync("sleeper"));
        Step(1);
        Assert.Equal("Offline", await StatusAsync("sleeper"));
    }

    [Fact]
    public async Task Flapping_goes_by_the_clock_and_offline_stays_offline()
    {
        var seen = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            seen.Add(await StatusAsync("flapper") ?? "");
            Step(60);
        }

        Assert.Equal(["Online", "Online", "Offline", "Online", "Online", "Offline"], seen);
        await _service.SendAsync("POST", "ord/v1.0/user/wakeupagents", null);
        Step(3600);
        Assert.Equal("Offline", (await _service.GetAsync($"ord/v1.0/agent/{_agents["gone"]}")).Json.Text("Status"));
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_world()
    {
        await using var other = await RunningService.StartAsync(new ServiceOptions { Seed = RunningService.SeedFile(Seed) });
        var pages = new List<string>();
        foreach (var service in new[] { _service, other })
        {
            await service.StartBackupAsync(_configurations["Website"]);
            service.Host.State.Clock.StepTo(service.Host.State.Clock.GetUtcNow().AddSeconds(100));
            var text = "";
            foreach (var path in new[] { "v1.0/user/agents", "v1.0/backup-configuration", "v1.0/activity", "backup/events/929418" })
            {
                text += (await service.GetAsync(path)).Text;
            }

            pages.Add(System.Text.RegularExpressions.Regex.Replace(text, @"127\.0\.0\.1:\d+|ModulusHex"":""\w+""|""MachineName"":""[^""]*""|vault"":""[^""]*""|file://[^""]*|""HostServerId"":""[^""]*""", ""));
        }

        Assert.Equal(pages[0], pages[1]);
    }

    [Fact]
    public async Task A_deleted_agent_ends_what_it_is_in_the_middle_of()
    {
        var id = await _service.StartBackupAsync(_configurations["Website"]);
        Assert.Equal(204, (await _service.SendAsync("POST", "v1.0/agent/delete", $$"""{"MachineAgentId":{{_agents["web01"]}}}""")).Status);
        Assert.Equal(404, (await _service.GetAsync($"v1.0/agent/{_agents["web01"]}")).Status);
        Step(100);
        await _service.Host.Deletion.Settled;
        Assert.Null(_service.Host.Agents.Find(_agents["web01"]));
        Assert.Equal("Completed", (await _service.GetAsync($"v1.0/backup/{id}")).Json.Text("CurrentState"));
    }

    private void Step(double seconds) => _service.Host.State.Clock.StepTo(_service.Host.State.Clock.GetUtcNow().AddSeconds(seconds));

    private async Task<(string? State, string? Percent)> StateAsync(long id)
    {
        var answer = await _service.GetAsync($"v1.0/backup/{id}");
        return (answer.Json.Text("CurrentState"), answer.Header("X-RaxBackup-Progress"));
    }

    private Task<Answer> StopAsync(long id) =>
        _service.SendAsync("POST", "v1.0/backup/action-requested", $$"""{"Action":"StopManual","Id":{{id}}}""");

    private async Task<JsonElement> AgentAsync(string name) => (await _service.GetAsync($"v1.0/agent/{_agents[name]}")).Json;

    private async Task<string?> StatusAsync(string name) => (await AgentAsync(name)).Text("Status");
}

using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>Back to the seed in one call, and what a state folder says of its seed.</summary>
public sealed class ResetTests : IDisposable
{
    private const string Seed =
        """
        {
          "clock": "2026-05-31T00:00:00Z", "tenant": "929418",
          "users": [{"name": "otto", "apiKey": "key-of-otto", "roles": ["admin"]}],
          "thisMachine": {"configurations": [{"name": "Own", "includeFolder": ["/srv"]}]},
          "agents": [{"name": "web", "count": 3, "configurations": [{"name": "Nightly", "frequency": "Daily", "at": "02:00", "includeFolder": ["/srv"], "historyDays": 5}]}],
          "generate": {"agents": 7, "events": 120},
          "events": [{"message": "FilesStorage", "at": "-1.00:00:00", "values": {"disk": 5}}]
        }
        """;

    private static readonly string[] Paths =
    [
        "v1.0/user/agents", "ord/v1.0/user/agents", "v1.0/backup-configuration", "v1.0/activity", "v1.0/backup/report/100011",
        "backup/events/929418?limit=1000", "cbs/events/929418?limit=1000", "dbaas/events/929418?limit=1000",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("raxbackup-test-").FullName;

    private string State => Path.Combine(_folder, "state");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Everything_is_as_after_the_start_and_sessions_go_on(bool isKept)
    {
        await using var service = await StartAsync(isKept ? State : null);
        var before = await PictureAsync(service);
        var token = await service.LogInAsync("otto", "key-of-otto");
        for (var round = 0; round < 2; round++)
        {
            await DisturbAsync(service);
            Assert.NotEqual(before, await PictureAsync(service));
            Assert.Equal(204, (await ResetAsync(service)).Status);
            Assert.Equal(before, await PictureAsync(service));
            Assert.Equal(200, (await service.GetAsync("v1.0/user/agents", token)).Status);
            Assert.Empty(service.Host.Faults.List());
            Assert.Empty(await service.Engine.ListAsync(default));
            Assert.Equal(DateTimeOffset.Parse("2026-05-31T00:00:00Z"), service.Host.State.Clock.GetUtcNow());
        }

        // And it works: with the same ids as ever.
        var configuration = (await service.GetAsync("v1.0/backup-configuration")).Json[0].Number("BackupConfigurationId");
        await service.RunBackupAsync(configuration);
    }

    [Fact]
    public async Task What_runs_is_stopped_first()
    {
        await using var service = await StartAsync(null);
        service.Engine.Hold = new TaskCompletionSource();
        var own = await service.StartBackupAsync((await service.GetAsync("v1.0/backup-configuration")).Json[0].Number("BackupConfigurationId"));
        await service.Engine.NextJobAsync();
        var simulated = (await service.GetAsync("v1.0/backup-configuration")).Json[1];
        var other = await service.StartBackupAsync(simulated.Number("BackupConfigurationId"));
        var done = service.DoneAsync(JobKey.Backup(other), simulated.Number("MachineAgentId"));
        Assert.Equal(204, (await ResetAsync(service)).Status);
        await done;
        Assert.Equal(404, (await service.GetAsync($"v1.0/backup/{own}")).Status);
        Assert.DoesNotContain((await service.GetAsync("v1.0/activity")).Json.EnumerateArray(), a => a.Text("CurrentState") is "InProgress" or "Stopped");
    }

    [Fact]
    public async Task The_journal_is_cleared_and_only_the_key_resets()
    {
        await using var service = await StartAsync(null);
        await service.GetAsync("v1.0/activity");
        Assert.Equal(401, (await service.SendAsync("POST", "_service/reset", null)).Status);
        Assert.NotEmpty(service.Host.Journal.List());
        Assert.Equal(204, (await ResetAsync(service)).Status);
        Assert.Empty(service.Host.Journal.List());
    }

    [Fact]
    public async Task Resets_at_once_come_one_after_the_other()
    {
        await using var service = await StartAsync(null);
        var before = await PictureAsync(service);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ResetAsync(service)));
        Assert.All(answers, answer => Assert.Equal(204, answer.Status));
        Assert.Equal(before, await PictureAsync(service));
    }

    [Fact]
    public async Task Without_a_seed_it_is_as_a_new_one_is_but_for_what_the_service_is_called()
    {
        await using var service = await RunningService.StartAsync(State);
        var (tenant, agent) = (service.Host.TenantId, (await service.GetAsync($"v1.0/agent/{service.Host.AgentId}")).Json.Text("HostServerId"));
        await service.RunBackupAsync(await service.CreateConfigurationAsync());
        Assert.Equal(204, (await ResetAsync(service)).Status);
        Assert.Equal("[]", (await service.GetAsync("v1.0/activity")).Text);
        Assert.Equal("[]", (await service.GetAsync("v1.0/backup-configuration")).Text);
        Assert.Equal((tenant, agent), (service.Host.TenantId, (await service.GetAsync($"v1.0/agent/{service.Host.AgentId}")).Json.Text("HostServerId")));
        Assert.DoesNotContain("<atom:entry", (await service.GetAsync($"backup/events/{tenant}")).Text, StringComparison.Ordinal);
        await service.RunBackupAsync(await service.CreateConfigurationAsync());
    }

    [Fact]
    public async Task A_folder_is_seeded_once_and_goes_on_with_or_without_the_seed()
    {
        string before;
        long configuration;
        await using (var first = await StartAsync(State))
        {
            await DisturbAsync(first);
            // What still ran when the service ends has failed when it comes back.
            first.Host.State.Clock.StepTo(first.Host.State.Clock.GetUtcNow().AddHours(1));
            first.Host.State.ClockMemory.Save();
            before = await PictureAsync(first);
            configuration = (await first.GetAsync("v1.0/backup-configuration")).Json[1].Number("BackupConfigurationId");
        }

        await using (var again = await StartAsync(State))
        {
            Assert.Equal(before, await PictureAsync(again));
            Assert.NotEmpty(await again.LogInAsync("otto", "key-of-otto"));
        }

        await using (var bare = await RunningService.StartAsync(State))
        {
            Assert.Equal(before, await PictureAsync(bare));
            var answer = await ResetAsync(bare);
            Assert.Equal(400, answer.Status);
            Assert.Contains("start the service with it", answer.Message, StringComparison.Ordinal);
            // Simulated agents are part of the state.
            Assert.Equal("InProgress", (await bare.GetAsync($"v1.0/backup/{await bare.StartBackupAsync(configuration)}")).Json.Text("CurrentState"));
        }

        await using var last = await StartAsync(State);
        Assert.Equal(204, (await ResetAsync(last)).Status);
        Assert.Equal("929418", last.Host.TenantId);
    }

    [Fact]
    public async Task A_folder_that_holds_something_else_is_refused_and_left_alone()
    {
        await using (var first = await RunningService.StartAsync(State))
        {
            await first.CreateConfigurationAsync();
        }

        var failure = await Assert.ThrowsAsync<StartFailure>(() => StartAsync(State));
        Assert.Equal("SeedMismatch", failure.ErrorId);
        await using var second = await RunningService.StartAsync(State);
        Assert.Equal(1, (await second.GetAsync("v1.0/backup-configuration")).Json.GetArrayLength());
    }

    [Fact]
    public async Task A_seed_that_is_wrong_leaves_no_trace()
    {
        var wrong = RunningService.SeedFile(Seed.Replace("\"disk\": 5", "\"disc\": 5", StringComparison.Ordinal));
        var failure = await Assert.ThrowsAsync<StartFailure>(() => RunningService.StartAsync(new ServiceOptions { StateFolder = State, Seed = wrong }));
        Assert.Contains("$.events[0].values.disc: there is no such member; known are costops, disk, freeops.", failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(State));
    }

    [Fact]
    public async Task What_a_killed_reset_has_left_in_the_vault_the_next_start_clears()
    {
        await using (var first = await StartAsync(State))
        {
            first.Host.State.Meta.Set("VaultToClear", "1");
        }

        var second = new RunningService(new ServiceOptions { StateFolder = State });
        await using var running = second;
        await second.Engine.BackupAsync(new(1, 2, [], []), new Progress<JobProgress>(), default);
        await second.InitializeAsync();
        Assert.Empty(await second.Engine.ListAsync(default));
        Assert.Null(second.Host.State.Meta.Find("VaultToClear"));
    }

    private static Task<RunningService> StartAsync(string? folder) =>
        RunningService.StartAsync(new ServiceOptions { StateFolder = folder, Seed = RunningService.SeedFile(Seed) });

    private static Task<Answer> ResetAsync(RunningService service) =>
        service.SendAsync("POST", "_service/reset", null, "", ("X-Api-Key", service.Host.ApiKey));

    // Something of everything that can change.
    private static async Task DisturbAsync(RunningService service)
    {
        var configurations = (await service.GetAsync("v1.0/backup-configuration")).Json.EnumerateArray().Select(c => c.Number("BackupConfigurationId")).ToList();
        var backup = await service.RunBackupAsync(configurations[0]);
        await service.CreateRestoreAsync(backup);
        await service.StartBackupAsync(configurations[1]);
        await service.SendAsync("POST", "_service/clock", """{"by":"20:00:00"}""", "", ("X-Api-Key", service.Host.ApiKey));
        await service.StartBackupAsync(configurations[2]);
        await service.SendAsync("DELETE", $"v1.0/backup-configuration/{configurations[3]}", null);
        await service.EncryptAsync(service.Host.AgentId, "secret");
        await service.SendAsync(
            "POST", "_service/faults", """{"operation":"GetRestore","statusCode":500}""", "", ("X-Api-Key", service.Host.ApiKey));
    }

    private static async Task<string> PictureAsync(RunningService service)
    {
        var text = "";
        foreach (var path in Paths)
        {
            text += (await service.GetAsync(path)).Text + "\n";
        }

        // This machine's agent gets a new key, its vault has another folder each time, and the service another port.
        return Regex.Replace(text, @"""ModulusHex"":""\w+""|""BackupVaultSize"":""[^""]*""|file://[^""]*|http://127.0.0.1:\d+", "");
    }
}

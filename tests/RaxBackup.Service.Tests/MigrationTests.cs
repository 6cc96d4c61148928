using System;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>Migrating a vault from one agent to another, and restoring from one to another.</summary>
public sealed class MigrationTests : IAsyncLifetime
{
    private RunningService _service = null!;
    private long _source;
    private long _destination;
    private long _configuration;
    private long _backup;

    public async Task InitializeAsync()
    {
        _service = await RunningService.StartAsync(new ServiceOptions
        {
            Seed = RunningService.SeedFile(
                """{"thisMachine":{"furtherAgents":1},"users":[{"name":"ole","apiKey":"key","tenant":"other","roles":["admin"]}]}"""),
        });
        (_source, _destination) = (_service.Host.AgentId, (await _service.AgentIdsAsync())[1]);
        _configuration = await _service.CreateConfigurationAsync();
        _backup = await _service.RunBackupAsync(_configuration);
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Configurations_and_their_backups_move_and_can_be_used_there()
    {
        var deleted = await _service.CreateConfigurationAsync("deleted");
        await _service.SendAsync("DELETE", $"v1.0/backup-configuration/{deleted}", null);
        Assert.Equal((200, ""), await MigrateAsync(_source, _destination));

        Assert.Equal(0, (await _service.GetAsync($"v1.0/backup-configuration/system/{_source}")).Json.GetArrayLength());
        Assert.Equal([_configuration, deleted],
            (await _service.GetAsync($"v1.0/backup-configuration/system/{_destination}")).Json.EnumerateArray()
                .Select(c => c.Number("BackupConfigurationId")));
        Assert.Equal(_destination, (await _service.GetAsync($"v1.0/backup/{_backup}")).Json.Number("MachineAgentId"));
        Assert.Equal(_destination, (await _service.GetAsync("v1.0/backup/availableforrestore")).Json[0].Number("MachineAgentId"));

        var next = await _service.StartBackupAsync(_configuration);
        await _service.DoneAsync(JobKey.Backup(next), _destination);
        Assert.Equal("Completed", (await _service.GetAsync($"v1.0/backup/{next}")).Json.Text("CurrentState"));
        var restore = await _service.SendAsync("PUT", "v1.0/restore", Bodies.Restore(_backup, _destination));
        Assert.Equal((200, _destination), (restore.Status, restore.Json.Number("BackupMachineId")));

        // What has been emptied can be filled again.
        Assert.Equal((200, ""), await MigrateAsync(_destination, _source));
    }

    [Fact]
    public async Task A_destination_with_configurations_of_its_own_is_refused_unless_they_are_deleted()
    {
        var made = await _service.SendAsync("POST", "v1.0/backup-configuration", Bodies.Configuration(_destination));
        Assert.Equal(403, await StatusAsync(_source, _destination, "configurations of its own"));
        await _service.SendAsync("DELETE", $"v1.0/backup-configuration/{made.Json.Number("BackupConfigurationId")}", null);
        Assert.Equal((200, ""), await MigrateAsync(_source, _destination));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Encrypted_vaults_are_refused(bool isSource)
    {
        await _service.EncryptAsync(isSource ? _source : _destination, "secret");
        Assert.Equal(403, await StatusAsync(_source, _destination, "is encrypted"));
    }

    [Fact]
    public async Task Another_users_agent_is_refused_like_one_that_does_not_exist()
    {
        var token = await _service.LogInAsync("ole", "key");
        var foreign = (await _service.GetAsync("v1.0/user/agents", token)).Json[0].Number("MachineAgentId");
        Assert.Equal(403, await StatusAsync(_source, foreign, "is not one of yours"));
        Assert.Equal(403, await StatusAsync(foreign, _destination, "is not one of yours"));
        Assert.Equal(403, await StatusAsync(_source, 999999, "is not one of yours"));
        Assert.Equal(1, (await _service.GetAsync($"v1.0/backup-configuration/system/{_source}")).Json.GetArrayLength());
    }

    [Fact]
    public async Task While_a_backup_runs_or_waits_nothing_is_migrated()
    {
        _service.Engine.Hold = new TaskCompletionSource();
        var running = await _service.StartBackupAsync(_configuration);
        Assert.Equal(403, await StatusAsync(_source, _destination, "has not ended"));
        _service.Engine.Hold.SetResult();
        await _service.DoneAsync(JobKey.Backup(running));
        Assert.Equal((200, ""), await MigrateAsync(_source, _destination));
    }

    [Fact]
    public async Task An_agent_is_not_migrated_to_itself() => Assert.Equal(400, await StatusAsync(_destination, _destination, "itself"));

    [Theory]
    [InlineData("""{"SourceMachineAgentId":1}""", "DestinationMachineAgentId")]
    [InlineData("""{"DestinationMachineAgentId":1}""", "SourceMachineAgentId")]
    [InlineData("""{"SourceMachineAgentId":"web","DestinationMachineAgentId":1}""", "SourceMachineAgentId")]
    public async Task A_body_that_names_no_two_agents_is_refused(string body, string field)
    {
        var answer = await _service.SendAsync("PUT", "v1.0/agent/migratevault", body);
        Assert.Equal((400, field), (answer.Status, answer.Json.At("badRequest", "details").GetString()));
    }

    [Fact]
    public async Task One_agents_backup_is_restored_by_another()
    {
        var restore = await _service.CreateRestoreAsync(_backup, changes: $$"""{"DestinationMachineId":{{_destination}}}""");
        await _service.SendAsync("POST", "v1.0/restore/action-requested", $$"""{"Action":"StartManual","Id":{{restore}}}""");
        await _service.DoneAsync(JobKey.Restore(restore), _destination);
        var report = (await _service.GetAsync($"v1.0/restore/report/{restore}")).Json;
        Assert.Equal(("Completed", $"{Environment.MachineName}", $"{Environment.MachineName}-2"),
            (report.Text("State"), report.Text("OriginatingComputerName"), report.Text("RestoreDestination")));
        foreach (var agent in new[] { _source, _destination })
        {
            Assert.Contains((await _service.GetAsync($"v1.0/system/activity/{agent}")).Json.EnumerateArray(), a => a.Number("ID") == restore);
        }
    }

    private async Task<(int, string)> MigrateAsync(long source, long destination)
    {
        var answer = await SendAsync(source, destination);
        return (answer.Status, answer.Text);
    }

    private async Task<int> StatusAsync(long source, long destination, string word)
    {
        var answer = await SendAsync(source, destination);
        Assert.Contains(word, answer.Message, StringComparison.Ordinal);
        return answer.Status;
    }

    // One document of the API spells it ...ID, the other ...Id.
    private Task<Answer> SendAsync(long source, long destination) => _service.SendAsync(
        "PUT", "v1.0/agent/migratevault", $$"""{"SourceMachineAgentId":"{{source}}","DestinationMachineAgentID":{{destination}}}""");
}

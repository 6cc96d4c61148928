using System;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>Enabling, disabling, updating and deleting agents.</summary>
public sealed class AgentChangeTests : IAsyncLifetime
{
    private readonly RunningService _service = new(RunningService.WithAgents(1));

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_disabled_agent_starts_nothing_until_it_is_enabled_and_what_runs_goes_on()
    {
        var configuration = await _service.CreateConfigurationAsync();
        _service.Engine.Hold = new TaskCompletionSource();
        var running = await _service.StartBackupAsync(configuration);
        await _service.Engine.NextJobAsync();

        Assert.Equal((204, ""), await EnableAsync("false"));
        Assert.True((await AgentAsync()).GetProperty("IsDisabled").GetBoolean());
        var refused = await _service.SendAsync("POST", "v1.0/backup/action-requested", $$"""{"Action":"StartManual","Id":{{configuration}}}""");
        Assert.Equal(403, refused.Status);
        Assert.Contains("disabled", refused.Message, StringComparison.Ordinal);

        _service.Engine.Hold.SetResult();
        await _service.DoneAsync(JobKey.Backup(running));
        Assert.Equal("Completed", (await _service.GetAsync($"v1.0/backup/{running}")).Json.Text("CurrentState"));
        Assert.Equal((204, ""), await EnableAsync("\"true\""));
        Assert.False((await AgentAsync()).GetProperty("IsDisabled").GetBoolean());
        await _service.RunBackupAsync(configuration);

        async Task<(int, string)> EnableAsync(string enable)
        {
            var answer = await _service.SendAsync(
                "POST", "v1.0/agent/enable", $$"""{"MachineAgentId":"{{_service.Host.AgentId}}","Enable":{{enable}}}""");
            return (answer.Status, answer.Text);
        }
    }

    [Fact]
    public async Task An_update_sets_ServiceNet_and_the_data_center_and_answers_the_agent()
    {
        var path = $"v1.0/agent/{_service.Host.AgentId}";
        var updated = await _service.SendAsync("POST", path, """{"UseServiceNet":"true","BackupDataCenter":"dfw"}""");
        Assert.Equal(200, updated.Status);
        Assert.True(updated.Json.GetProperty("UseServiceNet").GetBoolean());
        Assert.Equal("DFW", updated.Json.Text("BackupDataCenter"));
        Assert.True((await AgentAsync()).GetProperty("UseServiceNet").GetBoolean());

        var elsewhere = await _service.SendAsync("POST", path, """{"UseServiceNet":false,"BackupDataCenter":"ORD"}""");
        Assert.Equal(403, elsewhere.Status);
        Assert.Contains("ORD", elsewhere.Message, StringComparison.Ordinal);
        Assert.True((await AgentAsync()).GetProperty("UseServiceNet").GetBoolean());

        Assert.Equal(200, (await _service.SendAsync("POST", path, """{"UseServiceNet":false}""")).Status);
        Assert.False((await AgentAsync()).GetProperty("UseServiceNet").GetBoolean());
    }

    [Fact]
    public async Task The_data_center_may_be_any_in_which_the_user_has_an_agent()
    {
        _service.AddAgent("ORD");
        var path = $"v1.0/agent/{_service.Host.AgentId}";
        var updated = await _service.SendAsync("POST", path, """{"UseServiceNet":false,"BackupDataCenter":"ORD"}""");
        Assert.Equal((200, "ORD", "DFW"), (updated.Status, updated.Json.Text("BackupDataCenter"), updated.Json.Text("Datacenter")));
        // What an update leaves out stays.
        await _service.SendAsync("POST", path, """{"UseServiceNet":true}""");
        Assert.Equal("ORD", (await AgentAsync()).Text("BackupDatacenter"));
    }

    [Fact]
    public async Task A_deleted_agent_is_gone_from_the_lists_and_its_data_from_the_vault()
    {
        var configuration = await _service.CreateConfigurationAsync();
        var backup = await _service.RunBackupAsync(configuration);
        var prepared = await _service.CreateRestoreAsync(backup);
        var server = (await AgentAsync()).Text("HostServerId");
        Assert.Equal((204, ""), await DeleteAsync(_service.Host.AgentId));
        await _service.Host.Deletion.Settled;

        Assert.Empty(await _service.Engine.ListAsync(default));
        Assert.DoesNotContain(_service.Host.AgentId, await _service.AgentIdsAsync());
        foreach (var path in new[]
        {
            $"v1.0/agent/{_service.Host.AgentId}", $"v1.0/agent/server/{server}", $"v1.0/backup-configuration/system/{_service.Host.AgentId}",
            $"v1.0/system/activity/{_service.Host.AgentId}",
        })
        {
            Assert.Equal(404, (await _service.GetAsync(path)).Status);
        }

        // The history stays: deleted configurations are readable, and reports say that nothing can be restored.
        Assert.True((await _service.GetAsync($"v1.0/backup-configuration/{configuration}")).Json.GetProperty("IsDeleted").GetBoolean());
        Assert.False((await _service.GetAsync($"v1.0/backup/report/{backup}")).Json.GetProperty("CanRestore").GetBoolean());
        Assert.Equal(0, (await _service.GetAsync("v1.0/backup/availableforrestore")).Json.GetArrayLength());
        var start = await _service.SendAsync("POST", "v1.0/restore/action-requested", $$"""{"Action":"StartManual","Id":{{prepared}}}""");
        Assert.Contains(start.Status, new[] { 403, 404 });
        Assert.Equal((404, true), await DeletedAgainAsync());

        async Task<(int, bool)> DeletedAgainAsync()
        {
            var answer = await _service.SendAsync("POST", "v1.0/agent/delete", $$"""{"MachineAgentId":{{_service.Host.AgentId}}}""");
            return (answer.Status, answer.Message.Contains(_service.Host.AgentId.ToString(), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Only_the_deleted_agents_data_goes()
    {
        var other = (await _service.AgentIdsAsync())[1];
        var kept = await _service.RunBackupAsync(await _service.CreateConfigurationAsync());
        var made = await _service.SendAsync("POST", "v1.0/backup-configuration", Bodies.Configuration(other));
        var gone = await _service.StartBackupAsync(made.Json.Number("BackupConfigurationId"));
        await _service.DoneAsync(JobKey.Backup(gone), other);
        Assert.Equal([kept, gone], await _service.Engine.ListAsync(default));
        await DeleteAsync(other);
        await _service.Host.Deletion.Settled;
        Assert.Equal([kept], await _service.Engine.ListAsync(default));
    }

    [Fact]
    public async Task What_a_deleted_agent_is_in_the_middle_of_ends_and_what_waits_is_stopped()
    {
        var configuration = await _service.CreateConfigurationAsync();
        _service.Engine.Hold = new TaskCompletionSource();
        var running = await _service.StartBackupAsync(configuration);
        await _service.Engine.NextJobAsync();
        var waiting = await _service.StartBackupAsync(configuration);
        Assert.Equal((204, ""), await DeleteAsync(_service.Host.AgentId));
        Assert.False(_service.Host.Deletion.Settled.IsCompleted);
        Assert.Equal("InProgress", (await _service.GetAsync($"v1.0/backup/{running}")).Json.Text("CurrentState"));

        _service.Engine.Hold.SetResult();
        await _service.Host.Deletion.Settled;
        Assert.Equal("Completed", (await _service.GetAsync($"v1.0/backup/{running}")).Json.Text("CurrentState"));
        Assert.Equal("Stopped", (await _service.GetAsync($"v1.0/backup/{waiting}")).Json.Text("CurrentState"));
        Assert.Empty(await _service.Engine.ListAsync(default));
        Assert.Null(_service.Host.Agents.Find(_service.Host.AgentId));
    }

    [Fact]
    public async Task What_a_deleted_agent_runs_can_still_be_stopped()
    {
        _service.Engine.Hold = new TaskCompletionSource();
        var running = await _service.StartBackupAsync(await _service.CreateConfigurationAsync());
        await _service.Engine.NextJobAsync();
        await DeleteAsync(_service.Host.AgentId);
        var stop = await _service.SendAsync("POST", "v1.0/backup/action-requested", $$"""{"Action":"StopManual","Id":{{running}}}""");
        Assert.Equal(204, stop.Status);
        await _service.Host.Deletion.Settled;
        Assert.Equal("Stopped", (await _service.GetAsync($"v1.0/backup/{running}")).Json.Text("CurrentState"));
    }

    private async Task<System.Text.Json.JsonElement> AgentAsync() => (await _service.GetAsync($"v1.0/agent/{_service.Host.AgentId}")).Json;

    private async Task<(int, string)> DeleteAsync(long agentId)
    {
        var answer = await _service.SendAsync("POST", "v1.0/agent/delete", $$"""{"MachineAgentId":{{agentId}}}""");
        return (answer.Status, answer.Text);
    }
}

using System;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

public sealed class AgentTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task The_agent_is_this_machine()
    {
        var agent = (await service.GetAsync($"v1.0/agent/{service.Host.AgentId}")).Json;
        Assert.Equal(Environment.MachineName, agent.Text("MachineName"));
        Assert.Equal("Online", agent.Text("Status"));
        Assert.Equal("RaxCloudServer", agent.Text("Flavor"));
        Assert.Equal("64-bit", agent.Text("Architecture"));
        Assert.Equal("35.3 MB", agent.Text("BackupVaultSize"));
        Assert.Equal("DFW", agent.Text("Datacenter"));
        Assert.True(System.Net.IPAddress.TryParse(agent.Text("IPAddress"), out _));
        Assert.NotEmpty(agent.Text("OperatingSystem")!);
    }

    [Fact]
    public async Task Its_key_is_a_real_one_with_the_exponent_as_a_number_of_hex_digits()
    {
        var key = (await service.GetAsync($"v1.0/agent/{service.Host.AgentId}")).Json.GetProperty("PublicKey");
        var modulus = key.Text("ModulusHex")!;
        Assert.Equal(512, modulus.Length);
        Assert.Equal(modulus.ToUpperInvariant(), modulus);
        Assert.True("13579BDF".Contains(modulus[^1], StringComparison.Ordinal), "the modulus must be odd");
        Assert.Equal("10001", key.GetProperty("ExponentHex").GetRawText());
    }

    [Fact]
    public async Task It_is_found_by_its_host_server_in_any_case()
    {
        var id = (await service.GetAsync($"v1.0/agent/{service.Host.AgentId}")).Json.Text("HostServerId")!;
        Assert.Equal(service.Host.AgentId, (await service.GetAsync($"v1.0/agent/server/{id.ToUpperInvariant()}")).Json.Number("MachineAgentId"));
    }

    [Fact]
    public async Task The_list_says_offline_of_every_agent()
    {
        var list = (await service.GetAsync("v1.0/user/agents")).Json.EnumerateArray().ToList();
        Assert.Equal(service.Host.AgentId, Assert.Single(list).Number("MachineAgentId"));
        Assert.Equal("Offline", list[0].Text("Status"));
    }

    [Fact]
    public async Task It_lives_in_the_default_region_alone()
    {
        Assert.Equal(0, (await service.GetAsync("ord/v1.0/user/agents")).Json.GetArrayLength());
        var answer = await service.GetAsync($"ord/v1.0/agent/{service.Host.AgentId}");
        Assert.Equal(404, answer.Status);
        Assert.Contains("ORD", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tenant_does_not_see_it()
    {
        var token = await service.LogInAsAsync(Role.Admin, "other");
        Assert.Equal(0, (await service.GetAsync("v1.0/user/agents", token)).Json.GetArrayLength());
        Assert.Equal(404, (await service.GetAsync($"v1.0/agent/{service.Host.AgentId}", token)).Status);
    }

    [Fact]
    public async Task Waking_answers_an_empty_200()
    {
        var answer = await service.SendAsync("POST", "v1.0/user/wakeupagents", null);
        Assert.Equal((200, ""), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData("v1.0/agent/999999", 404, "999999")]
    [InlineData("v1.0/agent/server/nothing", 404, "nothing")]
    [InlineData("v1.0/agent/x12", 400, "x12")]
    [InlineData("v1.0/agent/-5", 400, "-5")]
    public async Task What_is_not_there_is_named(string path, int status, string name)
    {
        var answer = await service.GetAsync(path);
        Assert.Equal(status, answer.Status);
        Assert.Contains(name, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_of_the_last_successful_backup_is_told()
    {
        await using var own = await RunningService.StartAsync();
        var agent = $"v1.0/agent/{own.Host.AgentId}";
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await own.GetAsync(agent)).Json.GetProperty("TimeOfLastSuccessfulBackup").ValueKind);
        await own.RunBackupAsync(await own.CreateConfigurationAsync());
        Assert.Equal($"/Date({RunningService.Start.ToUnixTimeMilliseconds()})/", (await own.GetAsync(agent)).Json.Text("TimeOfLastSuccessfulBackup"));
    }
}

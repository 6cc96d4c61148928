using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>Users and further agents that a service is started with.</summary>
public sealed class SeedTests : IDisposable
{
    private const string Users =
        """
        {
          // Comments may stand here.
          "users": [
            {"name": "olga", "apiKey": "key-of-olga", "roles": ["observer"]},
            {"name": "carl", "password": "word-of-carl", "roles": ["observer", "creator"]},
            {"name": "anna", "apiKey": "key-of-anna", "password": "word-of-anna", "roles": ["Admin"], "mfa": "654321"},
            {"name": "ole", "apiKey": "key-of-ole", "tenant": "700100", "roles": ["admin"]}
          ]
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("raxbackup-test-").FullName;

    private string State => Path.Combine(_folder, "state");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Users_log_in_and_do_what_their_strongest_role_allows()
    {
        await using var service = await StartAsync(Users);
        var observer = await service.LogInAsync("olga", "key-of-olga");
        Assert.Equal(200, (await service.GetAsync("v1.0/user/agents", observer)).Status);
        Assert.Equal(403, (await service.SendAsync("POST", "v1.0/user/wakeupagents", null, observer)).Status);

        var creator = await LogInAsync(service, "carl", "word-of-carl");
        Assert.Equal(200, creator.Status);
        var token = creator.Json.At("access", "token", "id").GetString()!;
        Assert.Equal(200, (await service.SendAsync("POST", "v1.0/user/wakeupagents", null, token)).Status);
        Assert.Equal(403, (await service.SendAsync("POST", "v1.0/agent/delete", "{}", token)).Status);
        Assert.Equal("backup:creator", creator.Json.At("access", "user", "roles")[0].Text("name"));
        Assert.Equal(401, (await LogInAsync(service, "carl", "word-of-anna")).Status);
    }

    [Fact]
    public async Task Who_has_mfa_is_asked_for_the_passcode()
    {
        await using var service = await StartAsync(Users);
        var challenge = await LogInAsync(service, "anna", "word-of-anna");
        Assert.Equal(401, challenge.Status);
        var session = challenge.Header("WWW-Authenticate")!.Split('\'')[1];
        var answer = await service.SendAsync(
            "POST", "v2.0/tokens", """{"auth":{"RAX-AUTH:passcodeCredentials":{"passcode":"654321"}}}""", "", ("X-SessionId", session));
        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task Another_tenant_has_its_own_names_and_agents_and_sees_nothing_else()
    {
        await using var service = await StartAsync(Users, agents: 2);
        Assert.Equal(3, (await service.AgentIdsAsync()).Count);
        var body = """{"auth":{"RAX-KSKEY:apiKeyCredentials":{"username":"ole","apiKey":"key-of-ole"}}}""";
        var login = (await service.SendAsync("POST", "v2.0/tokens", body, "")).Json;
        Assert.Equal("700100", login.At("access", "token", "tenant").Text("id"));
        var files = login.At("access", "serviceCatalog").EnumerateArray().Single(s => s.Text("type") == "object-store");
        Assert.NotEqual(service.Host.State.Meta.NastId, files.GetProperty("endpoints")[0].Text("tenantId"));
        var token = login.At("access", "token", "id").GetString()!;
        var agents = (await service.GetAsync("v1.0/700100/user/agents", token)).Json.EnumerateArray().ToList();
        Assert.Equal(2, agents.Count);
        Assert.Equal(404, (await service.GetAsync($"v1.0/agent/{service.Host.AgentId}", token)).Status);
        Assert.Equal(404, (await service.GetAsync($"v1.0/agent/{agents[0].Number("MachineAgentId")}")).Status);
    }

    [Fact]
    public async Task Further_agents_have_ids_names_and_keys_of_their_own_and_keep_them()
    {
        long[] before;
        await using (var first = await StartAsync(Users, agents: 2))
        {
            before = [.. await first.AgentIdsAsync()];
            var agents = (await first.GetAsync("v1.0/user/agents")).Json.EnumerateArray().ToList();
            Assert.Equal(["", "-2", "-3"], agents.Select(a => a.Text("MachineName")![Environment.MachineName.Length..]));
            Assert.Equal(3, agents.Select(a => a.Text("HostServerId")).Distinct().Count());
            Assert.NotEqual(Modulus(agents[0]), Modulus(agents[1]));
            Assert.Equal("Online", (await first.GetAsync($"v1.0/agent/{before[2]}")).Json.Text("Status"));
        }

        // Agents that are not started any more are known and offline.
        await using var second = await StartAsync(Users, agents: 1);
        Assert.Equal(before, await second.AgentIdsAsync());
        Assert.Equal("Online", (await second.GetAsync($"v1.0/agent/{before[1]}")).Json.Text("Status"));
        Assert.Equal("Offline", (await second.GetAsync($"v1.0/agent/{before[2]}")).Json.Text("Status"));

        static string? Modulus(System.Text.Json.JsonElement agent) => agent.GetProperty("PublicKey").Text("ModulusHex");
    }

    [Fact]
    public async Task A_deleted_agent_is_registered_anew_by_the_next_start_and_what_is_left_of_it_is_forgotten()
    {
        long deleted, backup, configuration;
        await using (var first = await StartAsync(Users))
        {
            deleted = first.Host.AgentId;
            configuration = await first.CreateConfigurationAsync();
            backup = await first.RunBackupAsync(configuration);
            // What a service leaves that goes down between the deletion and its consequences.
            first.Host.State.AgentRemoval.Delete(deleted);
        }

        var second = new RunningService(Options(Users));
        await using var running = second;
        await second.Engine.BackupAsync(new(backup, configuration, [], []), new Progress<JobProgress>(), default);
        await second.InitializeAsync();
        Assert.NotEqual(deleted, second.Host.AgentId);
        Assert.Equal([second.Host.AgentId], await second.AgentIdsAsync());
        await second.Host.Deletion.Settled;
        Assert.Empty(await second.Engine.ListAsync(default));
    }

    [Fact]
    public async Task Nothing_secret_of_the_file_is_in_the_state()
    {
        await using (var service = await StartAsync(Users))
        {
            await service.LogInAsync("olga", "key-of-olga");
        }

        foreach (var file in Directory.GetFiles(State, "*", SearchOption.AllDirectories))
        {
            var text = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            foreach (var secret in new[] { "key-of-", "word-of-", "654321" })
            {
                Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("""{"users":[{"name":"olga","apiKey":"Secret-1","roles":["observer"]}""", "not JSON")]
    [InlineData("""["Secret-1"]""", "$: an object was expected")]
    [InlineData("""{"people":[]}""", "$.people: there is no such member")]
    [InlineData("""{"users":"Secret-1"}""", "$.users: a list was expected")]
    [InlineData("""{"users":[{"apiKey":"Secret-1","roles":["observer"]}]}""", "$.users[0].name: a name was expected")]
    [InlineData("""{"users":[{"name":"local","apiKey":"Secret-1","roles":["observer"]}]}""", "$.users[0].name: 'local'")]
    [InlineData("""{"users":[{"name":"olga","roles":["observer"]}]}""", "apiKey or a password")]
    [InlineData("""{"users":[{"name":"olga","apiKey":["Secret-1"],"roles":["observer"]}]}""", "$.users[0].apiKey: a text was expected, and a list is there")]
    [InlineData("""{"users":[{"name":"olga","apiKey":"Secret-1"}]}""", "$.users[0].roles: a list of observer")]
    [InlineData("""{"users":[{"name":"olga","apiKey":"Secret-1","roles":[]}]}""", "$.users[0].roles: a list of observer")]
    [InlineData("""{"users":[{"name":"olga","apiKey":"Secret-1","roles":["boss"]}]}""", "$.users[0].roles[0]: one of Observer, Creator, Admin was expected, and 'boss'")]
    [InlineData("""{"users":[{"name":"olga","apiKey":"Secret-1","roles":"admin"}]}""", "$.users[0].roles")]
    [InlineData("""{"users":[{"name":"olga","apiKey":"Secret-1","roles":["2"]}]}""", "$.users[0].roles[0]")]
    [InlineData("""{"users":[{"name":"olga","apiKey":"Secret-1","roles":["admin"],"tenant":"a/b"}]}""", "$.users[0].tenant")]
    [InlineData("""{"users":[{"name":"olga","apiKey":"Secret-1","roles":["admin"],"passwort":"x"}]}""", "$.users[0].passwort")]
    [InlineData("""{"users":[{"name":"olga","apiKey":"Secret-1","apiKey":"Secret-2","roles":["admin"]}]}""", "$.users[0].apiKey: the member is there twice")]
    [InlineData("""{"users":[{"name":"o","apiKey":"Secret-1","roles":["admin"]},{"name":"o","apiKey":"y","roles":["admin"]}]}""", "$.users[1].name: two users")]
    public async Task A_file_that_is_wrong_is_refused_and_nothing_secret_repeated(string users, string word)
    {
        var failure = await Assert.ThrowsAsync<StartFailure>(() => StartAsync(users));
        Assert.Equal("SeedInvalid", failure.ErrorId);
        Assert.Contains(word, failure.Message, StringComparison.Ordinal);
        Assert.Contains("users.json", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret-1", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused()
    {
        var failure = await Assert.ThrowsAsync<StartFailure>(
            () => RunningService.StartAsync(new ServiceOptions { Seed = Path.Combine(_folder, "none.json") }));
        Assert.Equal("SeedInvalid", failure.ErrorId);
        Assert.Contains("none.json", failure.Message, StringComparison.Ordinal);
    }

    private Task<RunningService> StartAsync(string users, int agents = 0) => RunningService.StartAsync(Options(users, agents));

    private ServiceOptions Options(string users, int agents = 0)
    {
        var file = Path.Combine(_folder, "users.json");
        File.WriteAllText(file, users.Replace("\"users\": [\n", $$"""
            "thisMachine": {"furtherAgents": {{agents}}}, "users": [

            """, StringComparison.Ordinal));
        return new ServiceOptions { StateFolder = State, Seed = file };
    }

    private static Task<Answer> LogInAsync(RunningService service, string name, string password) => service.SendAsync(
        "POST", "v2.0/tokens",
        $$$$"""{"auth":{"passwordCredentials":{"username":"{{{{name}}}}","password":"{{{{password}}}}"}}}""", "");
}

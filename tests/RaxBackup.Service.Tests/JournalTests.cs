using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using RaxBackup.Service.Journal;
using Xunit;

namespace RaxBackup.Service.Tests;

public sealed class JournalTests : IAsyncLifetime
{
    private readonly RunningService _service = new();

    public async Task InitializeAsync()
    {
        await _service.InitializeAsync();
        _service.Host.Journal.Clear();
    }

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task It_tells_what_reached_the_service_and_what_came_of_it()
    {
        var body = Bodies.Configuration(_service.Host.AgentId, "etc");
        var made = await _service.SendAsync("POST", $"ord/v1.0/{_service.Host.TenantId}/backup-configuration.json", body);
        Assert.Equal(404, made.Status);
        await _service.GetAsync("v1.0/user/agents?of=all");

        var entries = await ListAsync();
        Assert.Equal(2, entries.Count);
        Assert.Equal(
            ("POST", $"/ord/v1.0/{_service.Host.TenantId}/backup-configuration.json", "CreateConfiguration", 404L, "ORD"), Facts(entries[0]));
        Assert.Equal(("GET", "/v1.0/user/agents?of=all", "ListAgents", 200L, "DFW"), Facts(entries[1]));
        Assert.Equal(RunningService.Start, DateTimeOffset.Parse(entries[0].Text("time")!));
        Assert.Equal(("local", _service.Host.TenantId), (entries[0].Text("user"), entries[0].Text("tenant")));
        Assert.Equal((body.Length, made.Text.Length), (entries[0].Number("requestBytes"), entries[0].Number("responseBytes")));
        Assert.Equal((0, 0), (entries[1].Number("requestBytes"), entries[1].Number("durationMs")));
        Assert.Equal(entries[0].Number("id") + 1, entries[1].Number("id"));
    }

    [Theory]
    [InlineData("GET", "nowhere", 404, null)]
    [InlineData("DELETE", "v1.0/user/agents", 405, null)]
    [InlineData("GET", "v1.0/agent/x", 400, "GetAgent")]
    public async Task It_has_what_is_refused(string method, string path, int status, string? operation)
    {
        await _service.SendAsync(method, path, null);
        var entry = Assert.Single(await ListAsync());
        Assert.Equal((method, "/" + path, status, operation), (entry.Text("method"), entry.Text("path"), (int)entry.Number("status"), entry.Text("operation")));
    }

    [Fact]
    public async Task It_has_those_without_a_token_and_of_other_hosts()
    {
        await _service.SendAsync("GET", "v1.0/user/agents", null, "unknown");
        await _service.SendAsync("GET", "v1.0/user/agents", null, null, ("Host", "evil.example"));
        var entries = await ListAsync();
        Assert.Equal([401, 400], entries.Select(entry => entry.Number("status")));
        Assert.All(entries, entry => Assert.Null(entry.Text("user")));
    }

    [Fact]
    public async Task It_has_a_login_with_its_user_and_none_where_it_failed()
    {
        await _service.LogInAsync("local", _service.Host.ApiKey);
        await _service.SendAsync("POST", "v2.0/tokens", """{"auth":{"passwordCredentials":{"username":"swordfish","password":"secret"}}}""", "");
        var entries = await ListAsync();
        Assert.Equal(["local", null], entries.Select(entry => entry.Text("user")));
        Assert.All(entries, entry => Assert.Null(entry.Text("region")));
    }

    [Fact]
    public async Task It_names_the_fault_that_struck_and_has_no_status_where_nothing_was_answered()
    {
        foreach (var effect in new[] { "\"drop\":\"before\"", "\"drop\":\"after\"", "\"statusCode\":503", "\"truncate\":3" })
        {
            await SendAsync("POST", "_service/faults", $$"""{"operation":"GetAgent",{{effect}},"count":1}""");
            try
            {
                await _service.GetAsync($"v1.0/agent/{_service.Host.AgentId}");
            }
            catch (HttpRequestException)
            {
                // The connection broke.
            }
        }

        await _service.GetAsync($"v1.0/agent/{_service.Host.AgentId}");
        var entries = await ListAsync();
        Assert.Equal([null, null, 503, 200, 200], entries.Select(entry => entry.GetProperty("status").Deserialize<int?>()));
        Assert.Equal([1, 2, 3, 4, null], entries.Select(entry => entry.GetProperty("fault").Deserialize<int?>()));
        Assert.Equal([null, "local", null, "local", "local"], entries.Select(entry => entry.Text("user")));
    }

    [Fact]
    public async Task It_keeps_no_secret()
    {
        var (token, key) = (_service.Token, _service.Host.ApiKey);
        await _service.GetAsync($"v2.0/tokens/{token}");
        await _service.GetAsync($"V2.0/Tokens//{token}");
        await _service.GetAsync($"v2.0/%74okens/{token}");
        await _service.GetAsync($"v1.0/agent/{token}");
        await _service.GetAsync($"v1.0/{key}/agent/5");
        await _service.GetAsync($"v1.0/agent/%{(int)token[0]:x2}{token[1..]}");
        await _service.GetAsync("v1.0/user/agents?X-Auth-Token=hunter2&limit=5&api_key=hunter2;passphrase=hunter2");
        await _service.SendAsync("POST", "v2.0/tokens", """{"auth":{"passwordCredentials":{"username":"hunter2","password":"hunter2"}}}""", "");
        await _service.SendAsync("DELETE", $"v2.0/tokens/{token}", null);

        var text = (await SendAsync("GET", "_service/requests")).Text;
        Assert.All([token, key, "hunter2", token[1..]], secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        var entries = JsonDocument.Parse(text).RootElement.EnumerateArray().ToList();
        Assert.Equal(9, entries.Count);
        Assert.Equal(("/v2.0/tokens/***", "ValidateToken"), (entries[0].Text("path"), entries[0].Text("operation")));
        Assert.Equal("/v1.0/user/agents?X-Auth-Token=***&limit=5&api_key=***;passphrase=***", entries[6].Text("path"));
        Assert.Equal(("DELETE", "/v2.0/tokens/***", 204L), (entries[8].Text("method"), entries[8].Text("path"), entries[8].Number("status")));
    }

    [Fact]
    public async Task A_long_address_is_cut_off()
    {
        await _service.GetAsync("v1.0/agent/" + new string('z', 5000));
        Assert.Equal(1024, Assert.Single(await ListAsync()).Text("path")!.Length);
    }

    [Fact]
    public async Task It_leaves_out_the_services_own_addresses()
    {
        await _service.GetAsync("_service/health");
        await SendAsync("GET", "_SERVICE/faults");
        Assert.Empty(await ListAsync());
    }

    [Theory]
    [InlineData("operation=listagents", 1)]
    [InlineData("operation=Get*", 2)]
    [InlineData("operation=Get*&operation=LogIn", 3)]
    [InlineData("method=post", 1)]
    [InlineData("path=*/agent/*", 2)]
    [InlineData("path=/v1.0/user/agents", 1)]
    [InlineData("path=*limit=5", 1)]
    [InlineData("status=404", 1)]
    [InlineData("status=404&status=200", 4)]
    [InlineData("after=2026-01-15T12:01:00Z", 2)]
    [InlineData("before=2026-01-15T12:01:00Z", 2)]
    [InlineData("after=2026-01-15T12:01:00Z&before=2026-01-15T12:01:00Z", 0)]
    [InlineData("last=3", 3)]
    [InlineData("last=1&operation=Get*", 1)]
    public async Task It_is_filtered(string query, int expected)
    {
        await _service.LogInAsync("local", _service.Host.ApiKey);
        await _service.GetAsync("v1.0/user/agents?limit=5");
        _service.Time.Advance(TimeSpan.FromMinutes(1));
        await _service.GetAsync($"v1.0/agent/{_service.Host.AgentId}");
        await _service.GetAsync("v1.0/agent/999");
        Assert.Equal(expected, (await ListAsync("?" + query)).Count);
    }

    [Theory]
    [InlineData("operatoin=GetAgent")]
    [InlineData("status=bad")]
    [InlineData("status=99")]
    [InlineData("after=yesterday")]
    [InlineData("last=0")]
    [InlineData("last=1&last=2")]
    public async Task A_wrong_filter_is_refused(string query) => Assert.Equal(400, (await SendAsync("GET", "_service/requests?" + query)).Status);

    [Fact]
    public async Task It_is_cleared_and_its_numbers_go_on()
    {
        await _service.GetAsync("v1.0/user/agents");
        var first = Assert.Single(await ListAsync()).Number("id");
        Assert.Equal(204, (await SendAsync("DELETE", "_service/requests")).Status);
        Assert.Empty(await ListAsync());
        await _service.GetAsync("v1.0/user/agents");
        Assert.Equal(first + 1, Assert.Single(await ListAsync()).Number("id"));
    }

    [Fact]
    public async Task It_needs_the_key()
    {
        Assert.Equal(401, (await _service.GetAsync("_service/requests")).Status);
        Assert.Equal(401, (await _service.SendAsync("DELETE", "_service/requests", null)).Status);
    }

    [Fact]
    public void It_keeps_the_last_ones_only()
    {
        var journal = new RequestJournal(most: 3);
        for (var i = 0; i < 5; i++)
        {
            journal.Add(id => new JournalEntry(id, RunningService.Start, "GET", "/"));
        }

        Assert.Equal([3, 4, 5], journal.List().Select(entry => entry.Id));
        Assert.Equal(10_000, RequestJournal.Most);
    }

    private static (string?, string?, string?, long, string?) Facts(JsonElement entry) =>
        (entry.Text("method"), entry.Text("path"), entry.Text("operation"), entry.Number("status"), entry.Text("region"));

    private Task<Answer> SendAsync(string method, string path, string? body = null) =>
        _service.SendAsync(method, path, body, null, ("X-Api-Key", _service.Host.ApiKey));

    private async Task<List<JsonElement>> ListAsync(string query = "")
    {
        var answer = await SendAsync("GET", "_service/requests" + query);
        Assert.True(answer.Status == 200, answer.Text);
        return [.. answer.Json.EnumerateArray()];
    }
}

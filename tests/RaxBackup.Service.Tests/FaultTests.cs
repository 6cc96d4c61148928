using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

public sealed class FaultTests : IAsyncLifetime
{
    private readonly RunningService _service = new();

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Health_is_open_and_the_faults_need_the_key()
    {
        var health = await _service.SendAsync("GET", "_service/health", null, "");
        Assert.Equal((200, "ok"), (health.Status, health.Json.Text("status")));
        Assert.Equal(401, (await _service.GetAsync("_service/faults")).Status);
        Assert.Equal(401, (await _service.SendAsync("POST", "_service/faults", "{}", null, ("X-Api-Key", "wrong"))).Status);
        Assert.Equal(200, (await SendAsync("GET", "_service/faults")).Status);
    }

    [Fact]
    public async Task A_status_strikes_as_often_as_it_says_after_those_it_skips()
    {
        var id = await AddAsync("""{"operation":"listAgents","statusCode":503,"retryAfter":2,"count":2,"skip":1}""");
        var seen = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            seen.Add((await _service.GetAsync("v1.0/user/agents")).Status);
        }

        Assert.Equal([200, 503, 503, 200, 200], seen);
        var rule = Assert.Single((await SendAsync("GET", "_service/faults")).Json.EnumerateArray());
        Assert.Equal((id, 2, "2"), (rule.Number("id"), rule.Number("struck"), rule.Text("retryAfter")));
    }

    [Fact]
    public async Task An_answer_is_just_what_the_fault_says()
    {
        await AddAsync(
            """
            {"operation":"GetAgent","statusCode":429,"retryAfter":"Wed, 21 Oct 2026 07:28:00 GMT","body":"<b>busy</b>","contentType":"text/html"}
            """);
        var answer = await _service.GetAsync($"v1.0/agent/{_service.Host.AgentId}");
        Assert.Equal((429, "<b>busy</b>", "text/html"), (answer.Status, answer.Text, answer.Header("Content-Type")));
        Assert.Equal("Wed, 21 Oct 2026 07:28:00 GMT", answer.Header("Retry-After"));
        Assert.Equal(200, (await _service.GetAsync("v1.0/user/agents")).Status);
    }

    [Theory]
    [InlineData("/dfw/v1.0/*/agent/*", "GET", true)]
    [InlineData("/DFW/v1.0/*", null, true)]
    [InlineData("/ord/*", "GET", false)]
    [InlineData("/dfw/v1.0/*/agent/*", "POST", false)]
    public async Task A_path_is_matched_as_it_was_sent(string path, string? method, bool strikes)
    {
        await AddAsync($$"""{"path":"{{path}}","method":{{(method == null ? "null" : $"\"{method}\"")}},"statusCode":500}""");
        var answer = await _service.GetAsync($"dfw/v1.0/{_service.Host.TenantId}/agent/{_service.Host.AgentId}");
        Assert.Equal(strikes ? 500 : 200, answer.Status);
    }

    [Fact]
    public async Task Dropped_before_nothing_happens_and_dropped_after_it_has_happened()
    {
        var body = Bodies.Configuration(_service.Host.AgentId, "dropped");
        await AddAsync("""{"operation":"CreateConfiguration","drop":"before","count":1}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => _service.SendAsync("POST", "v1.0/backup-configuration", body));
        Assert.Empty(_service.Host.State.Configurations.List(_service.Scope));
        await AddAsync("""{"operation":"CreateConfiguration","drop":"after","count":1}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => _service.SendAsync("POST", "v1.0/backup-configuration", body));
        Assert.Single(_service.Host.State.Configurations.List(_service.Scope));
    }

    [Fact]
    public Task A_truncated_answer_breaks_off_after_so_many_bytes() => BreaksOffAsync("ListAgents", "v1.0/user/agents");

    [Fact]
    public async Task A_truncated_page_of_a_feed_breaks_off_too()
    {
        var made = await SendAsync("POST", "_service/events", """{"count":200,"feeds":["backup"],"regions":["DFW"]}""");
        Assert.Equal(201, made.Status);
        await BreaksOffAsync("ListUsageEvents", $"backup/events/{_service.Host.TenantId}");
    }

    private async Task BreaksOffAsync(string operation, string path)
    {
        await AddAsync($$"""{"operation":"{{operation}}","truncate":10}""");
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Auth-Token", _service.Token);
        request.Headers.Add("Accept-Encoding", "gzip");
        using var response = await _service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(200, (int)response.StatusCode);
        var body = await response.Content.ReadAsStreamAsync();
        var begun = new byte[10];
        await body.ReadExactlyAsync(begun);
        await Assert.ThrowsAnyAsync<System.IO.IOException>(async () => await body.ReadExactlyAsync(new byte[1]));
    }

    [Fact]
    public async Task A_delay_waits_by_the_services_clock()
    {
        await AddAsync("""{"operation":"LogIn","delayMs":60000}""");
        var answer = _service.LogInAsync("local", _service.Host.ApiKey);
        // The request may be on its way still: the clock is moved on until it has been let through.
        while (!answer.IsCompleted)
        {
            _service.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.NotEmpty(await answer);
        Assert.Equal(1, _service.Host.Faults.List()[0].Struck);
    }

    [Fact]
    public async Task A_seed_makes_chance_repeatable()
    {
        Assert.Equal(await DrawAsync(), await DrawAsync());

        async Task<string> DrawAsync()
        {
            var id = await AddAsync("""{"operation":"ListAgents","statusCode":500,"probability":0.5,"seed":7}""");
            var drawn = "";
            for (var i = 0; i < 12; i++)
            {
                drawn += (await _service.GetAsync("v1.0/user/agents")).Status == 500 ? "x" : ".";
            }

            Assert.Contains('x', drawn);
            Assert.Contains('.', drawn);
            await SendAsync("DELETE", $"_service/faults/{id}");
            return drawn;
        }
    }

    [Fact]
    public async Task Faults_are_removed_one_by_one_or_all()
    {
        var id = await AddAsync("""{"operation":"ListAgents","statusCode":500}""");
        Assert.Equal(204, (await SendAsync("DELETE", $"_service/faults/{id}")).Status);
        Assert.Equal(404, (await SendAsync("DELETE", $"_service/faults/{id}")).Status);
        await AddAsync("""{"operation":"ListAgents","statusCode":500}""");
        Assert.Equal(204, (await SendAsync("DELETE", "_service/faults")).Status);
        Assert.Equal(200, (await _service.GetAsync("v1.0/user/agents")).Status);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"operation":"ListAgents","statusCode":42}""")]
    [InlineData("""{"operation":"ListAgents","drop":"sometimes"}""")]
    [InlineData("""{"operation":"ListAgents","count":0}""")]
    [InlineData("""{"operation":"ListAgents","probability":1.5}""")]
    [InlineData("""{"operation":"ListAgents","delayMs":-1}""")]
    public async Task Bad_faults_are_refused(string body) => Assert.Equal(400, (await SendAsync("POST", "_service/faults", body)).Status);

    [Fact]
    public async Task The_services_own_addresses_are_spared()
    {
        await AddAsync("""{"path":"*","statusCode":500}""");
        Assert.Equal(200, (await _service.GetAsync("_service/health")).Status);
        Assert.Equal(500, (await _service.SendAsync("POST", "v2.0/tokens", "{}", "")).Status);
        Assert.Equal(500, (await _service.GetAsync("nowhere")).Status);
    }

    private Task<Answer> SendAsync(string method, string path, string? body = null) =>
        _service.SendAsync(method, path, body, null, ("X-Api-Key", _service.Host.ApiKey));

    private async Task<long> AddAsync(string body)
    {
        var answer = await SendAsync("POST", "_service/faults", body);
        Assert.True(answer.Status == 201, answer.Text);
        return answer.Json.Number("id");
    }
}

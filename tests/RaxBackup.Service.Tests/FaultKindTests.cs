using System;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>What a fault can do to a call, kind by kind.</summary>
public sealed class FaultKindTests : IAsyncLifetime
{
    private readonly RunningService _service = new();

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData("fault", "application/json; charset=utf-8", """{"serviceUnavailable":{"code":503,"message":"Injected fault 1."}}""")]
    [InlineData("plainFault", "application/json; charset=utf-8", """{"fault":{"code":503,"message":"Injected fault 1."}}""")]
    [InlineData("error", "application/json; charset=utf-8", """{"error":{"code":503,"message":"Injected fault 1."}}""")]
    [InlineData(
        "AspNet", "application/json; charset=utf-8",
        """{"Message":"An error has occurred.","ExceptionMessage":"Injected fault 1.","ExceptionType":"System.InvalidOperationException"}""")]
    [InlineData("jsonString", "application/json; charset=utf-8", "\"Injected fault 1.\"")]
    [InlineData("text", "text/plain; charset=utf-8", "Injected fault 1.")]
    [InlineData("html", "text/html; charset=utf-8", "<html><head><title>Injected fault 1.</title></head><body><h1>Injected fault 1.</h1></body></html>")]
    [InlineData("empty", null, "")]
    public async Task A_status_comes_with_a_body_of_any_shape(string kind, string? contentType, string body)
    {
        var added = await AddAsync($$"""{"operation":"ListAgents","statusCode":503,"bodyKind":"{{kind}}"}""");
        Assert.Equal(kind, added.Text("bodyKind"), ignoreCase: true);
        var answer = await _service.GetAsync("v1.0/user/agents");
        Assert.Equal((503, body, contentType), (answer.Status, answer.Text, answer.Header("Content-Type")));
    }

    [Fact]
    public async Task Garbage_is_a_success_that_is_not_even_text()
    {
        await AddAsync("""{"operation":"ListAgents","bodyKind":"garbage"}""");
        var answer = await _service.GetAsync("v1.0/user/agents");
        Assert.Equal((200, "application/json; charset=utf-8"), (answer.Status, answer.Header("Content-Type")));
        Assert.Contains('\uFFFD', answer.Text);
        Assert.ThrowsAny<JsonException>(() => answer.Json);
    }

    [Fact]
    public async Task A_feed_answers_in_its_own_form()
    {
        await AddAsync("""{"operation":"ListUsageEvents","statusCode":429,"retryAfter":60}""");
        var answer = await _service.GetAsync($"backup/events/{_service.Host.TenantId}");
        Assert.Equal((429, "60"), (answer.Status, answer.Header("Retry-After")));
        Assert.Contains("http://abdera.apache.org", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_expires_is_401_until_the_next_login()
    {
        await AddAsync("""{"operation":"ListAgents","expireToken":true,"count":1}""");
        Assert.Equal(401, (await _service.GetAsync("v1.0/user/agents")).Status);
        Assert.Equal(401, (await _service.GetAsync("v1.0/user/agents")).Status);
        var fresh = await _service.LogInAsync("local", _service.Host.ApiKey);
        Assert.NotEqual(_service.Token, fresh);
        Assert.Equal(200, (await _service.GetAsync("v1.0/user/agents", fresh)).Status);
    }

    [Fact]
    public async Task An_operation_is_named_with_wildcards_too()
    {
        await AddAsync("""{"operation":"List*","statusCode":500}""");
        Assert.Equal(500, (await _service.GetAsync("v1.0/user/agents")).Status);
        Assert.Equal(500, (await _service.GetAsync("v1.0/backup-configuration")).Status);
        Assert.Equal(200, (await _service.GetAsync($"v1.0/agent/{_service.Host.AgentId}")).Status);
    }

    [Theory]
    [InlineData("/v1.0/agent/*")]
    [InlineData("/ord/v1.0/{tenant}/agent/*.json")]
    public async Task A_path_is_matched_as_it_was_sent_and_as_the_routes_know_it(string path)
    {
        await AddAsync($$"""{"method":"GET","path":"{{path.Replace("{tenant}", _service.Host.TenantId, StringComparison.Ordinal)}}","statusCode":500}""");
        Assert.Equal(500, (await _service.GetAsync($"ord/v1.0/{_service.Host.TenantId}/agent/5.json")).Status);
    }

    [Fact]
    public async Task A_number_far_too_large_removes_nothing()
    {
        await AddAsync("""{"operation":"ListAgents","statusCode":500}""");
        Assert.Equal(404, (await SendAsync("DELETE", $"_service/faults/{(1L << 32) + 1}")).Status);
        Assert.Single(_service.Host.Faults.List());
    }

    [Theory]
    [InlineData("""{"operation":"NoSuchThing","statusCode":500}""", "operation")]
    [InlineData("""{"operation":"GetHealth","statusCode":500}""", "operation")]
    [InlineData("""{"operation":"ListAgents","statusCode":429,"retryAfter":"soon"}""", "retryAfter")]
    [InlineData("""{"operation":"ListAgents","statusCode":500,"bodyKind":"nice"}""", "bodyKind")]
    [InlineData("""{"operation":"ListAgents","statusCode":500,"bodyKind":"3"}""", "bodyKind")]
    [InlineData("""{"operation":"ListAgents","body":"x","contentType":"text/html\r\nX-Evil: 1"}""", "contentType")]
    [InlineData("""{"operation":"ListAgents","seed":4294967297}""", "seed")]
    public async Task Bad_values_are_refused_by_name(string body, string field)
    {
        var answer = await SendAsync("POST", "_service/faults", body);
        Assert.Equal((400, field), (answer.Status, answer.Json.At("badRequest", "details").GetString()));
        Assert.Empty(_service.Host.Faults.List());
    }

    private Task<Answer> SendAsync(string method, string path, string? body = null) =>
        _service.SendAsync(method, path, body, null, ("X-Api-Key", _service.Host.ApiKey));

    private async Task<JsonElement> AddAsync(string body)
    {
        var answer = await SendAsync("POST", "_service/faults", body);
        Assert.True(answer.Status == 201, answer.Text);
        return answer.Json;
    }
}

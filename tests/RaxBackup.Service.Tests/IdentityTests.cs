using System;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

public sealed class IdentityTests
{
    private const string Password = """{"auth":{"passwordCredentials":{"username":"anna","password":"secret"}}}""";

    [Fact]
    public async Task A_login_answers_with_token_user_and_a_catalog_of_three_services_in_three_regions()
    {
        await using var service = await RunningService.StartAsync();
        var access = (await LogIn(service, Key(service))).Json.GetProperty("access");
        Assert.Equal(service.Host.TenantId, access.At("token", "tenant", "id").GetString());
        Assert.Equal("2026-01-16T12:00:00.000Z", access.At("token", "expires").GetString());
        Assert.Equal("local", access.At("user", "name").GetString());
        Assert.Equal("DFW", access.At("user", "RAX-AUTH:defaultRegion").GetString());
        Assert.Equal("backup:admin", access.At("user", "roles")[0].Text("name"));

        var root = service.Host.Address.AbsoluteUri;
        var tenant = service.Host.TenantId;
        var found = access.GetProperty("serviceCatalog").EnumerateArray()
            .SelectMany(s =>
                s.GetProperty("endpoints").EnumerateArray()
                    .Select(e => (s.Text("type"), s.Text("name"), e.Text("region"), e.Text("publicURL")))).ToList();
        Assert.Equal(9, found.Count);
        Assert.Contains(("rax:backup", "cloudBackup", "ORD", $"{root}ord/v1.0/{tenant}"), found);
        Assert.Contains(("rax:feeds", "cloudFeeds", "IAD", $"{root}iad/{tenant}"), found);
        Assert.All(found.Where(f => f.Item1 == "object-store"), f => Assert.Contains("MossoCloudFS_", f.Item4, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Logging_in_again_gives_the_same_token_until_its_last_hour()
    {
        await using var service = await RunningService.StartAsync();
        var first = service.Token;
        service.Time.Advance(TimeSpan.FromHours(22.9));
        Assert.Equal(first, await service.LogInAsync("local", service.Host.ApiKey));
        service.Time.Advance(TimeSpan.FromHours(0.2));
        Assert.NotEqual(first, await service.LogInAsync("local", service.Host.ApiKey));
        Assert.Equal(200, (await service.GetAsync("v1.0/user/agents", first)).Status);
        service.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(401, (await service.GetAsync("v1.0/user/agents", first)).Status);
    }

    [Theory]
    [InlineData("""{"auth":{"RAX-KSKEY:apiKeyCredentials":{"username":"local","apiKey":"wrong"}}}""", 401, "unauthorized")]
    [InlineData("""{"auth":{"RAX-KSKEY:apiKeyCredentials":{"username":"nobody","apiKey":"wrong"}}}""", 401, "unauthorized")]
    [InlineData("""{"auth":{"passwordCredentials":{"username":"local","password":"wrong"}}}""", 401, "unauthorized")]
    [InlineData("""{"auth":{"token":{"id":"unknown"},"tenantId":"1"}}""", 401, "unauthorized")]
    [InlineData("""{"auth":{"RAX-AUTH:passcodeCredentials":{"passcode":"1"}}}""", 401, "unauthorized")]
    [InlineData("""{"auth":{"RAX-KSKEY:apiKeyCredentials":{"username":"local"}}}""", 400, "badRequest")]
    [InlineData("""{"auth":{}}""", 400, "badRequest")]
    [InlineData("""{}""", 400, "badRequest")]
    [InlineData("""{"auth":""", 400, "badRequest")]
    [InlineData("", 400, "badRequest")]
    public async Task Bad_credentials_are_a_fault(string body, int status, string fault)
    {
        await using var service = await RunningService.StartAsync();
        var answer = await LogIn(service, body);
        Assert.Equal(status, answer.Status);
        Assert.Equal(fault, answer.Json.EnumerateObject().Single().Name);
        Assert.DoesNotContain("wrong\"", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenant_that_is_not_the_users_is_refused()
    {
        await using var service = await RunningService.StartAsync();
        Assert.Equal(401,
            (await LogIn(service, Key(service).Replace("""{"auth":{""", """{"auth":{"tenantId":"1",""", StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task A_password_logs_in_where_the_user_has_one()
    {
        await using var service = await RunningService.StartAsync();
        service.Host.State.Users.Add(new User("anna", "77", "MossoCloudFS_a", Role.Creator) { Password = "secret" });
        Assert.Equal("77", (await LogIn(service, Password)).Json.At("access", "token", "tenant", "id").GetString());
    }

    [Fact]
    public async Task A_passcode_is_asked_for_and_then_a_token_and_tenant_give_the_catalog()
    {
        await using var service = await RunningService.StartAsync();
        service.Host.State.Users.Add(new User("anna", "77", "MossoCloudFS_a", Role.Creator) { Password = "secret", Passcode = "123456" });
        var challenged = await LogIn(service, Password);
        Assert.Equal(401, challenged.Status);
        var challenge = challenged.Header("WWW-Authenticate")!;
        Assert.Matches("^OS-MF sessionId='[0-9a-f]{32}', factor='PASSCODE'$", challenge);

        var session = challenge.Split('\'')[1];
        var passed = await LogIn(service, """{"auth":{"RAX-AUTH:passcodeCredentials":{"passcode":"123456"}}}""", ("X-SessionId", session));
        Assert.Equal(200, passed.Status);
        var access = passed.Json.GetProperty("access");
        Assert.Equal(0, access.GetProperty("serviceCatalog").GetArrayLength());
        Assert.False(access.GetProperty("token").TryGetProperty("tenant", out _));
        Assert.EndsWith("-06:00", access.At("token", "expires").GetString(), StringComparison.Ordinal);
        Assert.Equal(RunningService.Start.AddDays(1), DateTimeOffset.Parse(access.At("token", "expires").GetString()!));

        var token = access.At("token", "id").GetString();
        var full = await LogIn(service, $$$$"""{"auth":{"tenantId":"77","token":{"id":"{{{{token}}}}"}}}""");
        Assert.Equal(3, full.Json.At("access", "serviceCatalog").GetArrayLength());
        Assert.Equal(token, full.Json.At("access", "token", "id").GetString());
    }

    [Fact]
    public async Task A_wrong_passcode_uses_the_session_up_and_a_late_one_finds_it_gone()
    {
        await using var service = await RunningService.StartAsync();
        service.Host.State.Users.Add(new User("anna", "77", "MossoCloudFS_a", Role.Creator) { Password = "secret", Passcode = "123456" });
        const string right = """{"auth":{"RAX-AUTH:passcodeCredentials":{"passcode":"123456"}}}""";
        var session = (await LogIn(service, Password)).Header("WWW-Authenticate")!.Split('\'')[1];
        Assert.Equal(401, (await LogIn(service, right.Replace("123456", "654321", StringComparison.Ordinal), ("X-SessionId", session))).Status);
        Assert.Equal(401, (await LogIn(service, right, ("X-SessionId", session))).Status);

        session = (await LogIn(service, Password)).Header("WWW-Authenticate")!.Split('\'')[1];
        service.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(401, (await LogIn(service, right, ("X-SessionId", session))).Status);
    }

    [Fact]
    public async Task Revoking_ends_the_token_for_every_session_of_the_user()
    {
        await using var service = await RunningService.StartAsync();
        var token = service.Token;
        Assert.Equal(200, (await service.GetAsync($"v2.0/tokens/{token}")).Status);
        Assert.Equal(204, (await service.SendAsync("DELETE", "v2.0/tokens", null)).Status);
        Assert.Equal(401, (await service.GetAsync("v1.0/user/agents")).Status);
        Assert.NotEqual(token, await service.LogInAsync("local", service.Host.ApiKey));
    }

    [Fact]
    public async Task An_admin_may_look_at_and_revoke_the_tokens_of_others_and_others_only_their_own()
    {
        await using var service = await RunningService.StartAsync();
        var other = await service.LogInAsAsync(Role.Observer);
        Assert.Equal(403, (await service.GetAsync($"v2.0/tokens/{service.Token}", other)).Status);
        Assert.Equal(200, (await service.GetAsync($"v2.0/tokens/{other}", other)).Status);
        Assert.Equal(404, (await service.GetAsync("v2.0/tokens/unknown")).Status);
        Assert.Equal(204, (await service.SendAsync("DELETE", $"v2.0/tokens/{other}", null)).Status);
        Assert.Equal(401, (await service.GetAsync("v1.0/user/agents", other)).Status);
    }

    private static string Key(RunningService service) =>
        $$$$"""{"auth":{"RAX-KSKEY:apiKeyCredentials":{"username":"local","apiKey":"{{{{service.Host.ApiKey}}}}"}}}""";

    private static Task<Answer> LogIn(RunningService service, string body, params (string, string)[] headers) =>
        service.SendAsync("POST", "v2.0/tokens", body, "", headers);
}

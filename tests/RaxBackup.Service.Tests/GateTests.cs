using System;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.Routes;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>What holds for every operation alike.</summary>
public sealed class GateTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string[] ForAdmins = ["ChangeEncryption", "DeleteAgent", "MigrateVault", "DeleteConfiguration"];

    public static TheoryData<string> WithToken =>
        [.. Operations.All.Where(o => o.Credentials is Credentials.Token or Credentials.TokenOrBasic).Select(o => o.Name)];

    public static TheoryData<string> OfBackup =>
        [.. Operations.All.Where(o => o.Path.StartsWith("/v1.0", StringComparison.Ordinal)).Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(WithToken))]
    public async Task Without_a_good_token_it_is_401(string name)
    {
        Assert.Equal(401, (await CallAsync(Find(name), "")).Status);
        Assert.Equal(401, (await CallAsync(Find(name), "0123456789abcdef")).Status);
    }

    [Theory]
    [MemberData(nameof(OfBackup))]
    public async Task For_another_tenant_it_is_403(string name)
    {
        var operation = Find(name);
        var path = operation.Path.Replace("/v1.0/", "/v1.0/999/", StringComparison.Ordinal);
        var answer = await CallAsync(operation with { Path = path }, service.Token);
        Assert.Equal(403, answer.Status);
        Assert.Contains("999", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OfBackup))]
    public async Task Observers_read_creators_write_and_admins_do_what_cannot_be_undone(string name)
    {
        var operation = Find(name);
        foreach (var role in Enum.GetValues<Role>())
        {
            var answer = await CallAsync(operation, await service.LogInAsAsync(role));
            Assert.Equal(role < operation.Needs, answer.Status == 403 && answer.Message.Contains("needs the role", StringComparison.Ordinal));
        }

        Assert.Equal(operation.Method == "GET" ? Role.Observer : ForAdmins.Contains(name) ? Role.Admin : Role.Creator, operation.Needs);
    }

    [Theory]
    [InlineData("v1.0/user/agents")]
    [InlineData("v1.0/user/agents.json")]
    [InlineData("dfw/v1.0/user/agents")]
    [InlineData("DFW/v1.0/{tenant}/user/agents")]
    [InlineData("v1.0/{tenant}/user/agents")]
    [InlineData("v1.0/{tenant}/user/agents/")]
    [InlineData("ord/v1.0/{tenant}/user/agents.json")]
    public async Task Addresses_are_taken_in_all_their_spellings(string path) =>
        Assert.Equal(200, (await service.GetAsync(path.Replace("{tenant}", service.Host.TenantId, StringComparison.Ordinal))).Status);

    [Theory]
    [InlineData("GET", "v1.0/agent", 404)]
    [InlineData("GET", "v1.0/activity/more", 404)]
    [InlineData("GET", "v1.0", 404)]
    [InlineData("GET", "lon/v1.0/user/agents", 404)]
    [InlineData("GET", "queues/events/1", 404)]
    [InlineData("GET", "page.html", 404)]
    [InlineData("POST", "", 405)]
    [InlineData("DELETE", "v1.0/activity", 405)]
    [InlineData("PATCH", "v1.0/backup/5", 405)]
    [InlineData("GET", "v2.0/tokens", 405)]
    public async Task What_is_no_operation_is_404_or_405_with_a_body(string method, string path, int status)
    {
        var answer = await service.SendAsync(method, path, null);
        Assert.Equal(status, answer.Status);
        Assert.NotEmpty(answer.Text);
        Assert.Equal(status == 405, answer.Header("Allow") != null);
    }

    [Theory]
    [InlineData("evil.example", 400)]
    [InlineData("10.0.0.1:80", 400)]
    [InlineData("127.0.0.1.evil.example", 400)]
    [InlineData("localhost", 200)]
    [InlineData("LOCALHOST:1234", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("[::1]:80", 200)]
    public async Task Only_loopback_names_are_answered_to(string host, int status) =>
        Assert.Equal(status, (await service.SendAsync("GET", "_service/health", null, "", ("Host", host))).Status);

    [Fact]
    public void Names_and_routes_are_unique()
    {
        Assert.Equal(Operations.All.Count, Operations.All.Select(o => o.Name).Distinct().Count());
        Assert.Equal(Operations.All.Count, Operations.All.Select(o => (o.Method, o.Path)).Distinct().Count());
    }

    private static Operation Find(string name) => Operations.All.Single(o => o.Name == name);

    private Task<Answer> CallAsync(Operation operation, string token)
    {
        var path = operation.Path.TrimStart('/').Replace("{id}", "999999", StringComparison.Ordinal)
            .Replace("{hostServerId}", "none", StringComparison.Ordinal)
            .Replace("{feed}", "backup", StringComparison.Ordinal).Replace("{tid}", service.Host.TenantId, StringComparison.Ordinal);
        return service.SendAsync(operation.Method, path, operation.Method is "POST" or "PUT" ? "{}" : null, token);
    }
}

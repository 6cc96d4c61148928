using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.Routes;
using RaxBackup.Service.Seed;
using RaxBackup.Service.State;
using Xunit;
using Xunit.Abstractions;

namespace RaxBackup.Service.Tests;

/// <summary>
/// Two tenants and three roles over all routes of the table, so that a new route is tried as well: one tenant's admin asks for the
/// other's things in every spelling, and gets the right refusal and nothing of theirs.
/// </summary>
public sealed class TenantTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Marker = "Planted";
    private const string Stranger = "stranger";

    // What GoodCalls puts into configurations.
    private static readonly string[] Planted = [Marker, "/data/", "admin@example.com"];

    private RunningService _service = null!;

    public async Task InitializeAsync() => _service = await RunningService.StartAsync(new ServiceOptions
    {
        Seed = RunningService.SeedFile(
            $$"""
            {
              "tenant": "929418",
              "users": [
                {"name": "{{Stranger}}", "apiKey": "key", "tenant": "700100", "roles": ["admin"]},
                {"name": "observer", "apiKey": "key", "roles": ["observer"]},
                {"name": "creator", "apiKey": "key", "roles": ["creator"]},
                {"name": "admin", "apiKey": "key", "roles": ["admin"]}
              ],
              "agents": [
                {
                  "name": "{{Marker}}-agent", "hostServerId": "{{Marker}}-server", "operatingSystem": "{{Marker}}-system", "ipAddress": "192.0.2.77",
                  "configurations": [{
                    "name": "{{Marker}}-configuration", "includeFolder": ["/{{Marker}}/folder"], "preScript": "{{Marker}}-script", "notifyRecipient": ["{{Marker}}@example.com"],
                    "backups": [{"at": "-01:00:00", "outcome": "CompletedWithErrors", "errors": [{"path": "/{{Marker}}/error", "message": "{{Marker}}-message"}],
                                 "restores": [{"at": "-00:30:00", "destinationPath": "/{{Marker}}/restored"}]}]
                  }]
                },
                {"name": "theirs", "tenant": "700100", "configurations": [{"name": "theirs", "includeFolder": ["/srv"]}]}
              ],
              "events": [{{string.Join(',', SeedEventReader.Messages.Keys.Select(m => $$"""{"message":"{{m}}","resourceId":"{{Marker}}-{{m}}"}"""))}}]
            }
            """),
    });

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Another_tenants_admin_gets_nothing_over_any_route()
    {
        var (calls, stranger) = (0, "");
        foreach (var operation in Operations.All)
        {
            foreach (var good in await GoodCallsAsync(operation))
            {
                foreach (var path in Spellings(good.Path))
                {
                    // Revoking ends the token that is shared by all of a user's logins.
                    stranger = await _service.LogInAsync(Stranger, "key");
                    var answer = await _service.SendAsync(operation.Method, path, good.Body?.Replace(_service.Token, stranger, StringComparison.Ordinal), stranger);
                    var isForeign = path.Contains("/929418/", StringComparison.Ordinal) && path.Contains("v1.0/", StringComparison.Ordinal);
                    var expected = isForeign ? 403 : Expected(operation, good);
                    Assert.True(answer.Status == expected, $"{operation.Name}: {operation.Method} {path}: {answer.Status}, not {expected}: {answer.Text}");
                    Assert.All(Planted, marker => Assert.DoesNotContain(marker, answer.Text, StringComparison.OrdinalIgnoreCase));
                    calls++;
                }

                // Its good answer has no end; OverviewTests reads it.
                if (operation == Operations.WatchLive)
                {
                    continue;
                }

                // The same call is good for who may make it, after all that the stranger has tried.
                var own = await _service.SendAsync(
                    operation.Method, good.Path, good.Body, operation == Operations.RevokeOwnToken ? await _service.LogInAsync("admin", "key") : null, good.Key(operation, _service));
                Assert.True(own.Status is >= 200 and < 300, $"{operation.Name}: {own.Status}: {own.Text}");
            }
        }

        output.WriteLine($"{Operations.All.Count} routes, {calls} calls of a stranger, 0 leaks");
        Assert.InRange(calls, Operations.All.Count, int.MaxValue);
    }

    [Fact]
    public async Task Each_role_may_do_what_it_may_on_every_route_and_no_more()
    {
        var tried = 0;
        foreach (var operation in Operations.All)
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                var good = (await GoodCallsAsync(operation))[0];
                var answer = await _service.SendAsync(operation.Method, good.Path, good.Body, await _service.LogInAsync(role.ToString().ToLowerInvariant(), "key"));
                var expected = operation.Credentials == Credentials.ApiKey ? 401
                    : operation == Operations.ValidateToken || operation == Operations.RevokeToken ? (role == Role.Admin ? 200 : 403)
                    : role < operation.Needs ? 403 : 200;
                Assert.True((answer.Status is >= 200 and < 300 ? 200 : answer.Status) == expected, $"{operation.Name} as {role}: {answer.Status}, not {expected}: {answer.Text}");
                tried++;
            }
        }

        output.WriteLine($"{Operations.All.Count} routes, {tried} calls of three roles");
        Assert.Equal(Operations.All.Count * 3, tried);
    }

    [Fact]
    public async Task Nobody_gets_anything_without_a_token()
    {
        foreach (var operation in Operations.All.Where(o => o.Credentials != Credentials.None))
        {
            var good = (await GoodCallsAsync(operation))[0];
            var answer = await _service.SendAsync(operation.Method, good.Path, good.Body, "");
            Assert.True(answer.Status == 401, $"{operation.Name}: {answer.Status}");
            Assert.All(Planted, marker => Assert.DoesNotContain(marker, answer.Text, StringComparison.OrdinalIgnoreCase));
        }
    }

    // A thing of another tenant is as one that is not there; feeds and the service's own routes know no such caller at all.
    private static int Expected(Operation operation, Call good) => operation.Credentials switch
    {
        Credentials.ApiKey => 401,
        Credentials.TokenOrBasic => 401,
        _ when operation == Operations.MigrateVault => 403,
        _ when operation == Operations.Login => 401,
        _ when operation == Operations.RevokeOwnToken => 204,
        _ => good.Id != null ? 404 : 200,
    };

    private IEnumerable<string> Spellings(string path) => !path.StartsWith("v1.0/", StringComparison.Ordinal) ? [path]
        :
        [
            path, path.Replace("v1.0/", "v1.0/700100/", StringComparison.Ordinal), path.Replace("v1.0/", "dfw/v1.0/", StringComparison.Ordinal),
            path.Replace("v1.0/", "v1.0/929418/", StringComparison.Ordinal), path.Replace("v1.0/", "DFW/v1.0/929418/", StringComparison.Ordinal),
        ];

    /// <summary>Calls that are good for the own tenant's admin, on things of its own.</summary>
    private async Task<IReadOnlyList<Call>> GoodCallsAsync(Operation operation)
    {
        var feeds = new[] { "backup/events/929418", "cbs/events/929418", "dbaas/events/929418", $"files/events/{_service.Host.State.Meta.NastId}" };
        IReadOnlyList<Call> calls = operation.Name switch
        {
            "LogIn" => [new("v2.0/tokens", $$$$"""{"auth":{"tenantId":"929418","token":{"id":"{{{{_service.Token}}}}"}}}""")],
            "RevokeToken" => [new("v2.0/tokens")],
            "RevokeTokenById" or "ValidateToken" => [new($"v2.0/tokens/{await VictimAsync()}", null, "")],
            "ListUsageEvents" => [.. feeds.Select(feed => new Call(feed))],
            "GetUsageEvent" => [.. await Task.WhenAll(feeds.Select(async feed => new Call($"{feed}/entries/{await PlantedAsync(feed)}")))],
            "AddFault" => [new("_service/faults", """{"operation":"GetAgent","statusCode":500,"skip":1000000}""")],
            "RemoveFault" => [new($"_service/faults/{_service.Host.Faults.Add(new(1) { Operation = "NoSuch" })}")],
            "SetClock" => [new("_service/clock", """{"by":"00:00:00"}""")],
            "GenerateEvents" => [new("_service/events", """{"count":1}""")],
            "GetPageFile" => [new("_service/page/main.js")],
            "PublishEvents" => [new("_service/events/backup", """<entry xmlns="http://www.w3.org/2005/Atom"/>""")],
            _ => [await new GoodCalls(_service).MakeAsync(operation.Name, 200)],
        };
        Assert.All(calls, call => Assert.False(call.Path.Contains('{', StringComparison.Ordinal), $"GoodCallsAsync does not know how to call {operation.Name}"));
        return calls;
    }

    private async Task<string> VictimAsync()
    {
        var name = Guid.NewGuid().ToString();
        _service.Host.State.Users.Add(new User(name, "929418", _service.Host.State.Meta.NastId, Role.Observer) { ApiKey = "key" });
        return await _service.LogInAsync(name, "key");
    }

    private async Task<string> PlantedAsync(string feed) =>
        (await _service.GetAsync(feed + "?limit=1000")).Text.Split("<atom:entry")
            .First(entry => entry.Contains(Marker, StringComparison.Ordinal)).Split("<atom:id>")[1].Split('<')[0];
}

/// <summary>What a call needs besides the token.</summary>
file static class CallExtensions
{
    public static (string, string)[] Key(this Call _, Operation operation, RunningService service) =>
        operation.Credentials == Credentials.ApiKey ? [("X-Api-Key", service.Host.ApiKey)] : [];
}

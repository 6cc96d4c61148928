using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace RaxBackup.Client.Tests.Support;

/// <summary>An account at a scripted Identity: its answers, and connections to it.</summary>
internal static class Accounts
{
    public const string Key = "s3cret-k3y";

    /// <summary>An answer of Identity; the catalog is that of two regions unless it is given.</summary>
    public static string Access(
        string token = "token-1", DateTimeOffset? expires = null, string? tenant = "1234", string? defaultRegion = "DFW", JsonArray? catalog = null) => new JsonObject
        {
            ["access"] = new JsonObject
            {
                ["token"] = new JsonObject
                {
                    ["id"] = token,
                    ["expires"] = (expires ?? QuickTime.Start.AddDays(1)).ToString("yyyy-MM-ddTHH:mm:ss.fffzzz"),
                    ["tenant"] = tenant == null ? null : new JsonObject { ["id"] = tenant, ["name"] = tenant },
                },
                ["user"] = new JsonObject { ["id"] = "u1", ["name"] = "jane", ["RAX-AUTH:defaultRegion"] = defaultRegion, ["roles"] = new JsonArray() },
                ["serviceCatalog"] = catalog ?? Catalog(),
            },
        }.ToJsonString();

    public static JsonArray Catalog() =>
    [
        Service("rax:backup", "cloudBackup", ("ORD", "1234", "https://ord.backup.example.com/v1.0/1234"), ("DFW", "1234", "https://dfw.backup.example.com/v1.0/1234")),
        Service("rax:feeds", "cloudFeeds", ("ORD", "1234", "https://ord.feeds.example.com/1234"), ("DFW", "1234", "https://dfw.feeds.example.com/1234")),
        Service("object-store", "cloudFiles", ("DFW", "MossoCloudFS_9", "https://storage101.dfw.example.com/v1/MossoCloudFS_9")),
    ];

    public static JsonObject Service(string type, string name, params (string? Region, string? Tenant, string Url)[] endpoints) => new()
    {
        ["type"] = type,
        ["name"] = name,
        ["endpoints"] = new JsonArray([.. endpoints.Select(endpoint =>
        {
            var json = new JsonObject { ["publicURL"] = endpoint.Url };
            if (endpoint.Region != null) json["region"] = endpoint.Region;
            if (endpoint.Tenant != null) json["tenantId"] = endpoint.Tenant;
            return json;
        })]),
    };

    public static ConnectOptions Options(Server server, TimeProvider? time = null) => new()
    {
        IdentityUri = new Uri("https://identity.example.com/"),
        UserName = "jane",
        Secret = Secure(Key),
        AttemptTimeout = TimeSpan.FromDays(1),
        Handler = server,
        Time = time ?? new QuickTime(),
        Random = () => 1,
    };

    /// <summary>A connection that is logged in; the server's script goes on after the login.</summary>
    public static Task<Connection> OpenAsync(Server server, TimeProvider? time = null, DateTimeOffset? expires = null) =>
        Connection.OpenAsync(Options(server.Then(200, Access(expires: expires)), time), new Listener().Call);

    public static SecureString Secure(string text)
    {
        var secret = new SecureString();
        foreach (var c in text) secret.AppendChar(c);
        return secret;
    }

    /// <summary>Requests after the first so many.</summary>
    public static IReadOnlyList<string> Paths(this Server server, int skip = 1) => [.. server.Requests.Skip(skip).Select(request => $"{request.Method} {request.Address.PathAndQuery}")];
}

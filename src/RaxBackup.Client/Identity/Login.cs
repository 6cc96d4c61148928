using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;
using RaxBackup.Client.Http;
using RaxBackup.Client.Json;

namespace RaxBackup.Client.Identity;

/// <summary>What Identity answers to a login. The token is a secret: it has no place in a message.</summary>
internal sealed record Login(string Token, DateTimeOffset ExpiresAt, string? TenantId, string? UserName, string? DefaultRegion, Catalog Catalog)
{
    /// <summary>When the token ends, by this machine's clock, whatever that clock's error.</summary>
    public DateTimeOffset EndsAt { get; init; } = ExpiresAt;

    /// <summary>Reads the answer, which came at <paramref name="now"/>.</summary>
    public static Login Read(Answer answer, DateTimeOffset now)
    {
        var access = WireJson.ReadTree(answer).SelectToken("access") as JObject ?? throw WireJson.Unreadable(answer, "it has no access object");
        var token = Word(access, "token.id") ?? throw WireJson.Unreadable(answer, "it has no token");
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParse(Word(access, "token.expires"), CultureInfo.InvariantCulture, Utc, out var expires))
            throw WireJson.Unreadable(answer, "access.token.expires is not a time");
        return new Login(
            token, expires, Word(access, "token.tenant.id"), Word(access, "user.name"), Word(access, "user['RAX-AUTH:defaultRegion']"),
            new Catalog(Endpoints(access).ToList()))
        {
            EndsAt = answer.Headers.Date is { } sent ? expires + (now - sent) : expires,
        };
    }

    private static IEnumerable<CatalogEndpoint> Endpoints(JObject access) =>
        from service in access["serviceCatalog"] as JArray ?? []
        from endpoint in service is JObject ? service["endpoints"] as JArray ?? [] : []
        where Uri.TryCreate(Word(endpoint, "publicURL"), UriKind.Absolute, out _)
        select new CatalogEndpoint(
            Word(service, "type") ?? "", Word(endpoint, "region"), Word(endpoint, "tenantId"), new Uri(Word(endpoint, "publicURL")!));

    /// <summary>Ids come as strings and as numbers.</summary>
    private static string? Word(JToken json, string path) =>
        json is JObject && json.SelectToken(path) is JValue { Value: { } value }
            && Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } word ? word : null;
}

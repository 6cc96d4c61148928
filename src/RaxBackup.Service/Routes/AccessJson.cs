using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>Identity's answer to a login: token, user, and where the services are. Every service is this one, in each of its regions.</summary>
internal static class AccessJson
{
    public static void Write(Utf8JsonWriter json, Token token, string root, bool withCatalog, bool withTenant = false)
    {
        var user = token.User;
        json.WriteStartObject();
        json.WriteStartObject("access");
        WriteToken(json, token, withCatalog || withTenant);
        json.WriteStartObject("user");
        json.WriteString("id", user.Id);
        json.WriteString("name", user.Name);
        json.WriteString("RAX-AUTH:defaultRegion", Regions.Default);
        json.WriteStartArray("roles");
        json.WriteStartObject();
        json.WriteString("id", ((int)user.Role + 1).ToString(CultureInfo.InvariantCulture));
        json.WriteString("name", $"backup:{user.Role.ToString().ToLowerInvariant()}");
        json.WriteString("tenantId", user.TenantId);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartArray("serviceCatalog");
        if (withCatalog)
        {
            WriteService(json, "rax:backup", "cloudBackup", user.TenantId, region => $"{root}{region}/v1.0/{user.TenantId}");
            WriteService(json, "rax:feeds", "cloudFeeds", user.TenantId, region => $"{root}{region}/{user.TenantId}");
            WriteService(json, "object-store", "cloudFiles", user.NastId, region => $"{root}{region}/files/{user.NastId}");
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteToken(Utf8JsonWriter json, Token token, bool withTenant)
    {
        json.WriteStartObject("token");
        json.WriteString("id", token.Id);
        json.WriteString("expires", Expiry(token));
        if (withTenant)
        {
            json.WriteStartObject("tenant");
            json.WriteString("id", token.User.TenantId);
            json.WriteString("name", token.User.TenantId);
            json.WriteEndObject();
        }

        json.WriteStartArray("RAX-AUTH:authenticatedBy");
        IReadOnlyList<string> ways = token.ByPasscode ? ["PASSWORD", "PASSCODE"] : ["APIKEY"];
        foreach (var way in ways)
        {
            json.WriteStringValue(way);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // After a passcode the real service writes the time with an offset.
    private static string Expiry(Token token) => token.ByPasscode
        ? token.Expires.ToOffset(TimeSpan.FromHours(-6)).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture)
        : token.Expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void WriteService(Utf8JsonWriter json, string type, string name, string tenantId, Func<string, string> address)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("type", type);
        json.WriteStartArray("endpoints");
        foreach (var region in Regions.All)
        {
            json.WriteStartObject();
            json.WriteString("region", region);
            json.WriteString("tenantId", tenantId);
            json.WriteString("publicURL", address(region.ToLowerInvariant()));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

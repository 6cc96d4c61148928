using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>
/// Brings the many spellings of an address into the one that the routes know: <c>/dfw/v1.0/1234/agent/5.json</c>,
/// <c>/v1.0/agent/5</c> and so on. Region and tenant are kept as the request's <see cref="Address"/>.
/// </summary>
internal static class AddressRewriting
{
    private const string Json = ".json";

    // Whatever stands after v1.0 and is none of these is a tenant.
    private static readonly string[] Resources = ["agent", "user", "backup-configuration", "backup", "restore", "system", "activity"];
    private static readonly string[] Feeds = ["backup", "cbs", "files", "dbaas"];

    public static Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var (path, address) = Rewrite(http.Request.Path.Value ?? "/");
        http.Request.Path = path;
        http.Features.Set(address);
        return next(http);
    }

    public static (string Path, Address Address) Rewrite(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).AsSpan();
        var region = parts.Length > 1 && (parts[1] == "v1.0" || Feeds.Contains(parts[1])) ? Regions.Find(parts[0]) : null;
        if (region != null)
        {
            parts = parts[1..];
        }

        string? tenant = null;
        if (parts.Length > 1 && parts[0] == "v1.0")
        {
            parts = parts[1..];
            if (!Resources.Contains(WithoutJson(parts[0])))
            {
                tenant = parts[0];
                parts = parts[1..];
            }

            if (parts.Length > 0)
            {
                parts[^1] = WithoutJson(parts[^1]);
            }

            return ($"/v1.0/{string.Join('/', parts)}", new Address(region ?? Regions.Default, tenant, path));
        }

        return ("/" + string.Join('/', parts), new Address(region ?? Regions.Default, null, path));
    }

    private static string WithoutJson(string part) => part.EndsWith(Json, StringComparison.Ordinal) ? part[..^Json.Length] : part;
}

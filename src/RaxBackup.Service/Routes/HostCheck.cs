using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace RaxBackup.Service.Routes;

/// <summary>Only loopback names are answered to: else a web page could reach the service under a name of its own (DNS rebinding).</summary>
internal static class HostCheck
{
    public static Task InvokeAsync(HttpContext http, RequestDelegate next) =>
        IsLoopback(http.Request.Host.Host)
            ? next(http)
            : FaultReply.SendAsync(http, StatusCodes.Status400BadRequest, "The Host header must name the loopback address.", "Host");

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", System.StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}

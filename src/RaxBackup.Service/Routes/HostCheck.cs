using System;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace RaxBackup.Service.Routes;

/// <summary>
/// Only loopback names, and those of the service's certificate, are answered to: else a web page could reach the service under a name of
/// its own (DNS rebinding).
/// </summary>
internal sealed class HostCheck(X509Certificate2? certificate)
{
    public Task InvokeAsync(HttpContext http, RequestDelegate next) =>
        IsOwn(http.Request.Host.Host)
            ? next(http)
            : FaultReply.SendAsync(
                http, StatusCodes.Status400BadRequest,
                $"The Host header must name the loopback address{(certificate == null ? "" : ", or what the service's certificate names")}.", "Host");

    private bool IsOwn(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))
        || (host.Length > 0 && Uri.CheckHostName(host) != UriHostNameType.Unknown
            && certificate?.MatchesHostname(host.Trim('[', ']'), allowCommonName: false) == true);
}

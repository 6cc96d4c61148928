using System;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RaxBackup.Service.Routes;

namespace RaxBackup.Service;

/// <summary>Kestrel and the log; what is answered is mapped elsewhere.</summary>
internal static class WebServer
{
    /// <summary>The log category of agents.</summary>
    public const string AgentLog = "RaxBackup.Agent";

    // A head that takes longer is no client's but an attack's; a body must come with 240 bytes a second (Kestrel's own default).
    private static readonly TimeSpan TimeForHeaders = TimeSpan.FromSeconds(10);
    private const int MostConnections = 4096;

    public static WebApplication Build(ServiceOptions options, X509Certificate2? certificate, ServiceClock clock)
    {
        // The empty builder reads no configuration and registers nothing: a cold start is most of what a short session waits for.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = JsonBody.MostBytesRead;
            kestrel.Limits.RequestHeadersTimeout = TimeForHeaders;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Listen(options.Listen, options.Port, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http1;
                if (certificate != null)
                {
                    endpoint.UseHttps(certificate);
                }
            });
        });
        if (certificate != null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }


        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        // Agents decide for themselves what they log.
        builder.Logging.AddProvider(new StderrLoggerProvider(clock))
            .SetMinimumLevel(options.LogLevel)
            // The server itself says every event several times over.
            .AddFilter("Microsoft", options.LogLevel > LogLevel.Warning ? options.LogLevel : LogLevel.Warning).AddFilter(AgentLog, LogLevel.Trace);
        return builder.Build();
    }
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RaxBackup.Service.Routes;

namespace RaxBackup.Service;

/// <summary>Kestrel on the loopback address and the log; what is answered is mapped elsewhere.</summary>
internal static class WebServer
{
    /// <summary>The log category of agents.</summary>
    public const string AgentLog = "RaxBackup.Agent";

    public static WebApplication Build(int port, ServiceClock clock)
    {
        // The empty builder reads no configuration and registers nothing: a cold start is most of what a short session waits for.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = JsonBody.MostBytesRead;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        // Agents decide for themselves what they log.
        builder.Logging.AddProvider(new StderrLoggerProvider(clock))
            .SetMinimumLevel(LogLevel.Warning).AddFilter(AgentLog, LogLevel.Trace);
        return builder.Build();
    }
}

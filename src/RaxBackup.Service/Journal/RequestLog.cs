using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using RaxBackup.Service.Routes;

namespace RaxBackup.Service.Journal;

/// <summary>One line of the log for each answer, from the level Information on: no header, no body, and the address without secrets.</summary>
internal sealed class RequestLog(ILogger log, ServiceClock clock)
{
    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (!log.IsEnabled(LogLevel.Information))
        {
            await next(http);
            return;
        }

        var begun = clock.Real.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            log.LogInformation(
                "{Method} {Target} {Status} {Operation} {Milliseconds}",
                http.Request.Method, Redaction.Of(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget), http.Response.StatusCode,
                http.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Name ?? "-", (long)clock.Real.GetElapsedTime(begun).TotalMilliseconds);
        }
    }
}

using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using RaxBackup.Service.Engines;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>Turns whatever goes wrong into an answer.</summary>
internal sealed class ErrorBoundary(ILogger log)
{
    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
            await ExplainAsync(http);
        }
        catch (Refusal refusal)
        {
            await FaultReply.SendAsync(http, FaultReply.Status(refusal.Kind), refusal.Message, refusal.Details);
        }
        catch (BadHttpRequestException malformed)
        {
            await FaultReply.SendAsync(http, malformed.StatusCode, malformed.Message);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to answer.
        }
        catch (Exception fault) when (http.Response.HasStarted)
        {
            // A half page must not look like a whole one.
            log.LogError(fault, "{Operation} failed on the way", Name(http));
            http.Abort();
        }
        catch (Exception fault) when (fault is SqliteException or EngineException)
        {
            log.LogError(fault, "{Operation}: the state or the vault cannot be used", Name(http));
            await FaultReply.SendAsync(http, StatusCodes.Status503ServiceUnavailable, $"The service's storage cannot be used now: {fault.Message}");
        }
        catch (Exception fault)
        {
            log.LogError(fault, "{Operation} failed", Name(http));
            await FaultReply.SendAsync(http, StatusCodes.Status500InternalServerError, $"The service failed: {fault.Message}");
        }
    }

    // Routing itself answers 404 and 405 without a word.
    private static Task ExplainAsync(HttpContext http)
    {
        var response = http.Response;
        if (response.HasStarted || response.ContentLength != null || response.StatusCode is not (404 or 405))
        {
            return Task.CompletedTask;
        }

        var path = http.Features.Get<Address>()!.SentPath;
        return FaultReply.SendAsync(
            http, response.StatusCode,
            response.StatusCode == 404
                ? $"There is nothing at {path}."
                : $"{http.Request.Method} is not possible at {path}; {response.Headers.Allow} is.");
    }

    private static string Name(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Name ?? "Request";
}

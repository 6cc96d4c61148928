using System;
using System.IO;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using RaxBackup.Service.Routes;

namespace RaxBackup.Service.Faults;

/// <summary>Does to a call what the fault that strikes it says. The service's own addresses are spared.</summary>
internal sealed class FaultInjection(FaultTable table, ServiceClock clock)
{
    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments("/_service", StringComparison.Ordinal))
        {
            return next(http);
        }

        var path = http.Features.Get<Address>()!.SentPath;
        var operation = http.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Name;
        return table.Strike(operation, http.Request.Method, path) is { } rule ? StrikeAsync(rule, http, next) : next(http);
    }

    private async Task StrikeAsync(FaultRule rule, HttpContext http, RequestDelegate next)
    {
        if (rule.Delay > TimeSpan.Zero)
        {
            await Task.Delay(rule.Delay, clock, http.RequestAborted);
        }

        if (rule.Drop == DropPoint.Before)
        {
            http.Abort();
            return;
        }

        if (rule.Drop == DropPoint.After || rule.Truncate != null)
        {
            await BreakOffAsync(rule, http, next);
            return;
        }

        await AnswerAsync(rule, http, next);
    }

    private static async Task AnswerAsync(FaultRule rule, HttpContext http, RequestDelegate next)
    {
        if (rule.RetryAfter != null)
        {
            http.Response.Headers.RetryAfter = rule.RetryAfter;
        }

        if (rule.Body != null)
        {
            await Reply.TextAsync(http, rule.StatusCode ?? 200, rule.ContentType ?? "application/json; charset=utf-8", rule.Body);
        }
        else if (rule.StatusCode is >= 400)
        {
            await FaultReply.SendAsync(http, rule.StatusCode.Value, $"Injected fault {rule.Id}.");
        }
        else if (rule.StatusCode is { } status)
        {
            await Reply.EmptyAsync(http, status);
        }
        else
        {
            await next(http);
        }
    }

    // The operation acts and answers into memory; of that the caller gets a part, or nothing, and then the connection breaks.
    private static async Task BreakOffAsync(FaultRule rule, HttpContext http, RequestDelegate next)
    {
        var outward = http.Response.Body;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        await AnswerAsync(rule, http, next);
        http.Response.Body = outward;
        if (rule.Truncate is { } most && rule.Drop == DropPoint.Never)
        {
            http.Response.ContentLength = Math.Max(answer.Length, most + 1);
            await outward.WriteAsync(answer.GetBuffer().AsMemory(0, (int)Math.Min(most, answer.Length)));
            await outward.FlushAsync();
            // The server closes the connection by itself where less was written than announced; aborting it could take back what was sent.
            return;
        }

        http.Abort();
    }
}

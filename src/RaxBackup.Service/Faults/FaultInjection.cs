using System;
using System.IO;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using RaxBackup.Service.Journal;
using RaxBackup.Service.Routes;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Faults;

/// <summary>Does to a call what the fault that strikes it says. The service's own addresses are spared.</summary>
internal sealed class FaultInjection(FaultTable table, Tokens tokens, ServiceClock clock)
{
    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments("/_service"))
        {
            return next(http);
        }

        var (request, sentPath) = (http.Request, http.Features.Get<Address>()!.SentPath);
        var operation = http.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Name;
        return table.Strike(operation, request.Method, sentPath, request.Path.Value ?? "/") is { } rule
            ? StrikeAsync(rule, http, next)
            : next(http);
    }

    private async Task StrikeAsync(FaultRule rule, HttpContext http, RequestDelegate next)
    {
        http.Features.Get<RequestLine>()?.Struck(rule.Id);
        if (rule.Delay > TimeSpan.Zero)
        {
            await Task.Delay(rule.Delay, clock.Real, http.RequestAborted);
        }

        if (rule.ExpireToken && http.Request.Headers["X-Auth-Token"] is [{ Length: > 0 } token])
        {
            tokens.Revoke(token);
        }

        if (rule.Drop == DropPoint.Before)
        {
            Drop(http);
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

        var status = rule.StatusCode ?? StatusCodes.Status200OK;
        if (rule.Body != null)
        {
            await Reply.TextAsync(http, status, rule.ContentType ?? "application/json; charset=utf-8", rule.Body);
        }
        else if (rule.BodyKind != null || rule.StatusCode != null)
        {
            var kind = rule.BodyKind ?? (status >= StatusCodes.Status400BadRequest ? BodyKind.Fault : BodyKind.Empty);
            await FaultBody.SendAsync(http, kind, status, $"Injected fault {rule.Id}.");
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
            // Whoever compresses has closed it; what it held is still to be had.
            var whole = answer.ToArray();
            http.Response.ContentLength = Math.Max(whole.Length, most + 1);
            await outward.WriteAsync(whole.AsMemory(0, Math.Min(most, whole.Length)));
            await outward.FlushAsync();
            // The server closes the connection by itself where less was written than announced; aborting it could take back what was sent.
            return;
        }

        Drop(http);
    }

    // Into the journal first: whoever sees the connection break finds it there.
    private static void Drop(HttpContext http)
    {
        http.Features.Get<RequestLine>()?.Close(null);
        http.Abort();
    }
}

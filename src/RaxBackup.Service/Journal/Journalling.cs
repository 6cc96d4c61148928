using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RaxBackup.Service.Routes;

namespace RaxBackup.Service.Journal;

/// <summary>Writes every request into the journal but those to the service's own addresses.</summary>
internal sealed class Journalling(RequestJournal journal, ServiceClock clock)
{
    private const int LongestMethod = 32;

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (Operation.IsOwnPath(http.Request.Path.Value ?? "/"))
        {
            await next(http);
            return;
        }

        var line = new RequestLine(http, journal.Add(id => Entry(id, http)), clock);
        http.Features.Set(line);
        // Before the first byte goes out: whoever has the answer finds it in the journal.
        http.Response.OnStarting(() =>
        {
            line.Close(http.Response.StatusCode);
            return Task.CompletedTask;
        });
        try
        {
            await next(http);
        }
        finally
        {
            if (http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
            {
                line.Close(null);
            }
        }
    }

    private JournalEntry Entry(long id, HttpContext http)
    {
        var request = http.Request;
        var operation = http.GetEndpoint()?.Metadata.GetMetadata<Operation>();
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var hasBody = http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;
        return new JournalEntry(
            id, clock.GetUtcNow(), request.Method.Length <= LongestMethod ? request.Method : request.Method[..LongestMethod], Redaction.Of(target))
        {
            Operation = operation?.Name,
            Region = operation?.IsIdentity == false ? http.Features.Get<Address>()!.Region : null,
            RequestBytes = request.ContentLength ?? (hasBody ? null : 0),
        };
    }
}

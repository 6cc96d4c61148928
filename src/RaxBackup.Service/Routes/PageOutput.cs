using System;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace RaxBackup.Service.Routes;

/// <summary>The way out of a page, through gzip for callers that take it.</summary>
internal sealed class PageOutput(PipeWriter pipe, bool isPacked) : IAsyncDisposable
{
    public PipeWriter Pipe => pipe;

    public static PageOutput Open(HttpContext http, bool worthPacking)
    {
        var response = http.Response;
        if (!worthPacking)
        {
            return new PageOutput(response.BodyWriter, isPacked: false);
        }

        response.Headers.Vary = "Accept-Encoding";
        if (!Reply.TakesGzip(http))
        {
            return new PageOutput(response.BodyWriter, isPacked: false);
        }

        response.Headers.ContentEncoding = "gzip";
        return new PageOutput(PipeWriter.Create(new GZipStream(response.Body, CompressionLevel.Fastest)), isPacked: true);
    }

    public ValueTask DisposeAsync() => isPacked ? pipe.CompleteAsync() : ValueTask.CompletedTask;
}

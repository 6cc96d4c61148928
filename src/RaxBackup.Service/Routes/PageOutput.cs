using System;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace RaxBackup.Service.Routes;

/// <summary>The way out of a page, through gzip for callers that take it.</summary>
internal sealed class PageOutput(PipeWriter pipe, bool isPacked) : IAsyncDisposable
{
    // What is written between two flushes lies in one piece: the server's own pipe locks at every write, however small.
    private static readonly StreamPipeWriterOptions Plain = new(minimumBufferSize: 1 << 16, leaveOpen: true);
    private static readonly StreamPipeWriterOptions Packed = new(minimumBufferSize: 1 << 16);

    public PipeWriter Pipe => pipe;

    public static PageOutput Open(HttpContext http, bool worthPacking)
    {
        var response = http.Response;
        if (worthPacking)
        {
            response.Headers.Vary = "Accept-Encoding";
        }

        if (!worthPacking || !Reply.TakesGzip(http))
        {
            return new PageOutput(PipeWriter.Create(response.Body, Plain), isPacked: false);
        }

        response.Headers.ContentEncoding = "gzip";
        return new PageOutput(PipeWriter.Create(new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true), Packed), isPacked: true);
    }

    /// <summary>Sends the rest. Where that is all, its length is known.</summary>
    public async Task EndAsync(HttpContext http)
    {
        if (!isPacked && !http.Response.HasStarted)
        {
            http.Response.ContentLength = pipe.UnflushedBytes;
        }

        await pipe.FlushAsync(http.RequestAborted);
    }

    public ValueTask DisposeAsync() => pipe.CompleteAsync();
}

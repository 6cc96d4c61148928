using System;
using System.Buffers;
using System.IO;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace RaxBackup.Service.Routes;

/// <summary>Writes answers, but for pages of feeds. They are made whole before the first byte goes out, so that a failure on the way is still a clean error.</summary>
internal static class Reply
{
    private const int WorthCompressing = 1024;

    // Feeds and paths are full of characters that the default encoder would escape for the sake of HTML.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task JsonAsync(HttpContext http, int status, Action<Utf8JsonWriter> write, string contentType = "application/json")
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Json))
        {
            write(writer);
        }

        return BytesAsync(http, status, contentType + "; charset=utf-8", buffer.WrittenMemory);
    }

    public static Task TextAsync(HttpContext http, int status, string contentType, string text) =>
        BytesAsync(http, status, contentType, Encoding.UTF8.GetBytes(text));

    /// <summary>An answer without a body.</summary>
    public static Task EmptyAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        if (status != StatusCodes.Status204NoContent && status != StatusCodes.Status304NotModified)
        {
            http.Response.ContentLength = 0;
        }

        return Task.CompletedTask;
    }

    public static bool TakesGzip(HttpContext http) =>
        http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);

    public static async Task BytesAsync(HttpContext http, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        if (body.Length >= WorthCompressing)
        {
            response.Headers.Vary = "Accept-Encoding";
            if (TakesGzip(http))
            {
                response.Headers.ContentEncoding = "gzip";
                body = Compress(body.Span);
            }
        }

        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static ReadOnlyMemory<byte> Compress(ReadOnlySpan<byte> body)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body);
        }

        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }
}

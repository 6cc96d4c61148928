using System;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>Reads request bodies: one JSON object of at most 1 MB.</summary>
internal static class JsonBody
{
    private const int MostBytes = 1 << 20;

    /// <summary>What the server reads at most before it breaks the connection.</summary>
    public const int MostBytesRead = 16 << 20;

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = false, MaxDepth = 16 };

    public static async Task<JsonFields> ReadAsync(HttpContext http, bool isSecret = false) => Parse(http, await BytesAsync(http), isSecret);

    /// <summary>The same, or a form: the reference shows one of an operation, an old client sends JSON to it.</summary>
    public static async Task<JsonFields> ReadAlsoFormAsync(HttpContext http)
    {
        var body = await BytesAsync(http);
        var text = Encoding.UTF8.GetString(body.Span).Trim();
        return text.StartsWith('{') || text.Length == 0 ? Parse(http, body) : JsonFields.OfForm(QueryHelpers.ParseQuery(text));
    }

    private static JsonFields Parse(HttpContext http, ReadOnlyMemory<byte> body, bool isSecret = false)
    {
        if (body.IsEmpty)
        {
            throw Refusal.Invalid("body", "The body is empty; a JSON object was expected.");
        }

        try
        {
            var document = JsonDocument.Parse(body, Options);
            http.Response.RegisterForDispose(document);
            return JsonFields.Of(document.RootElement, "body", isSecret);
        }
        catch (JsonException malformed)
        {
            throw Refusal.Invalid(
                "body",
                    $"The body is not JSON at line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}; a JSON object was expected.");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(HttpContext http)
    {
        var buffer = new MemoryStream();
        await FillAsync(buffer, http);
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    // A body that is too long is read to its end all the same, within reason: a caller that is still sending would not see the answer.
    private static async Task FillAsync(MemoryStream buffer, HttpContext http)
    {
        var chunk = new byte[16 * 1024];
        var total = 0L;
        int read;
        while ((read = await http.Request.Body.ReadAsync(chunk, http.RequestAborted)) > 0)
        {
            total += read;
            if (total <= MostBytes)
            {
                await buffer.WriteAsync(chunk.AsMemory(0, read), http.RequestAborted);
            }
        }

        if (total > MostBytes)
        {
            throw Refusal.Invalid("body", "The body is longer than 1 MB.");
        }
    }
}

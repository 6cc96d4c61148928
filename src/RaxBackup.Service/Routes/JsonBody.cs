using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>Reads request bodies: one JSON object of at most 1 MB.</summary>
internal static class JsonBody
{
    public const int MostBytes = 1 << 20;

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = false, MaxDepth = 16 };

    public static async Task<JsonFields> ReadAsync(HttpContext http)
    {
        using var buffer = new MemoryStream();
        try
        {
            await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        }
        catch (BadHttpRequestException tooLong) when (tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw Refusal.Invalid("body", "The body is longer than 1 MB.");
        }

        if (buffer.Length == 0)
        {
            throw Refusal.Invalid("body", "The body is empty; a JSON object was expected.");
        }

        try
        {
            var document = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), Options);
            http.Response.RegisterForDispose(document);
            return JsonFields.Of(document.RootElement, "body");
        }
        catch (JsonException malformed)
        {
            throw Refusal.Invalid(
                "body", $"The body is not JSON at line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}; a JSON object was expected.");
        }
    }
}

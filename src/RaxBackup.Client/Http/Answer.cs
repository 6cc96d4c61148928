using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace RaxBackup.Client.Http;

/// <summary>An answer, read to its end.</summary>
internal sealed record Answer(Operation Operation, HttpStatusCode Status, HttpResponseHeaders Headers, byte[] Body, string? Charset)
{
    /// <summary>The body as text; UTF-8 where the service does not say otherwise.</summary>
    public string Text => ReadText(Body, Charset);

    public string? RequestId => RequestIdOf(Headers);

    /// <summary>Percent done, as the local service tells it beside a job.</summary>
    public int? Progress =>
        int.TryParse(Header(Headers, "X-RaxBackup-Progress"), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent <= 100
            ? percent
            : null;

    public static string? Header(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    public static string? RequestIdOf(HttpResponseHeaders headers) =>
        Header(headers, "x-compute-request-id") ?? Header(headers, "x-request-id") ?? Header(headers, "x-trans-id");

    public static string ReadText(byte[] body, string? charset)
    {
        using var reader = new StreamReader(new MemoryStream(body), EncodingOf(charset), detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static Encoding EncodingOf(string? charset)
    {
        try
        {
            return charset is { Length: > 0 } ? Encoding.GetEncoding(charset.Trim('"')) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }
}

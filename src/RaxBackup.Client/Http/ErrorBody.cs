using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RaxBackup.Client.Http;

/// <summary>
/// What a service says about a failure. Cloud Backup documents no error body, so every shape that these services and what stands
/// before them are known to send is read: faults, ASP.NET's, JSON strings, Atom errors, HTML, text, nothing.
/// </summary>
internal sealed record ErrorBody(string? Words, DateTimeOffset? RetryAt)
{
    private const RegexOptions AnyCase = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline;

    private const int Longest = 500;

    public static ErrorBody Read(string body)
    {
        var text = body.Trim();
        if (text.Length == 0) return new(null, null);
        if (text[0] is not ('{' or '[' or '"')) return new(Tidy(text[0] == '<' ? WordsOfMarkup(text) : text), null);
        return ParseJson(text) is { } json ? new(Tidy(WordsOf(json) ?? text), RetryAtOf(json)) : new(null, null); // cut short, then
    }

    private static JToken? ParseJson(string text)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = 64 };
            return JToken.ReadFrom(reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? WordsOf(JToken json) => json switch
    {
        JValue { Type: JTokenType.String } value => (string?)value,
        JObject fault when Joined(fault) is { Length: > 0 } words => words,
        JObject outer => outer.Properties().Select(inner => WordsOf(inner.Value)).FirstOrDefault(words => words != null),
        JArray list => list.Select(WordsOf).FirstOrDefault(words => words != null),
        _ => null,
    };

    private static string Joined(JObject fault) => string.Join(" ", new[] { "message", "details", "ExceptionMessage" }
        .Select(name => fault.GetValue(name, StringComparison.OrdinalIgnoreCase) is JValue { Type: JTokenType.String } value ? (string?)value : null)
        .Where(words => words is { Length: > 0 })
        .Distinct()
        .Select((words, index) => index > 0 && Regex.IsMatch(words!, @"^[\w.]+$") && !words!.EndsWith(".", StringComparison.Ordinal) ? $"({words})" : words));

    private static DateTimeOffset? RetryAtOf(JToken json) => json is JContainer all
        && all.DescendantsAndSelf().OfType<JProperty>().FirstOrDefault(p => p.Name.Equals("retryAt", StringComparison.OrdinalIgnoreCase)) is { } at
        && DateTimeOffset.TryParse(at.Value.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string WordsOfMarkup(string text) => MessageElement(text) is { Length: > 0 } message
        ? message
        : Regex.Match(text, "<title[^>]*>(.*?)</title>", AnyCase) is { Success: true } title && title.Groups[1].Value.Trim() != ""
            ? WebUtility.HtmlDecode(title.Groups[1].Value)
            : WebUtility.HtmlDecode(Regex.Replace(Regex.Replace(
                text, @"<(script|style)\b.*?</\1>", " ", AnyCase), "<[^>]*>", " "));

    /// <summary>The message element of an XML error (Atom's, Identity's), whatever its namespace.</summary>
    private static string? MessageElement(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "message") return reader.ReadElementContentAsString();
            }
        }
        catch (XmlException)
        {
            // HTML, or not markup at all.
        }
        return null;
    }

    /// <summary>One line without control characters: a service's words go to a terminal.</summary>
    private static string? Tidy(string words)
    {
        var line = Regex.Replace(words, @"[\s\p{C}]+", " ").Trim();
        return line.Length == 0 ? null : line.Length <= Longest ? line : line.Substring(0, Longest) + "...";
    }
}

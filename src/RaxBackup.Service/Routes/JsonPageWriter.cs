using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;
using RaxBackup.Service.Feeds;

namespace RaxBackup.Service.Routes;

/// <summary>Feeds as JSON: entry, link and category are always lists; a page without entries has no entry at all.</summary>
internal sealed class JsonPageWriter(IBufferWriter<byte> output, FeedLinks links) : PageWriter
{
    private readonly Utf8JsonWriter _json = new(
        output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    private bool _hasEntries;

    public override void Begin(FeedPage? page, FeedQuery query)
    {
        _hasEntries = page != null;
        _json.WriteStartObject();
        _json.WriteStartObject("feed");
        _json.WriteString("@type", EntryJson.Atom);
        WriteLinks(links.Of(page, query));
        _json.WriteString("id", $"urn:uuid:{Id(query)}");
        _json.WriteStartObject("title");
        _json.WriteString("type", "text");
        _json.WriteString("@text", links.Title);
        _json.WriteEndObject();
        if (page != null)
        {
            _json.WriteString("updated", Time(page.Newest.Updated));
            _json.WriteStartArray("entry");
        }

        _json.Flush();
    }

    public override void Entry(ReadOnlySpan<byte> xml, int linkAt)
    {
        EntryJson.Write(_json, EntryJson.Read(xml, linkAt, links.Root), isDocument: false);
        _json.Flush();
    }

    public override void End()
    {
        if (_hasEntries)
        {
            _json.WriteEndArray();
        }

        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.Flush();
    }

    /// <summary>A document of one entry.</summary>
    public void Single(ReadOnlySpan<byte> xml, int linkAt)
    {
        _json.WriteStartObject();
        _json.WritePropertyName("entry");
        EntryJson.Write(_json, EntryJson.Read(xml, linkAt, links.Root), isDocument: true);
        _json.WriteEndObject();
        _json.Flush();
    }

    public override void Dispose() => _json.Dispose();

    private void WriteLinks(IEnumerable<(string Rel, string Href)> all)
    {
        _json.WriteStartArray("link");
        foreach (var (rel, href) in all)
        {
            _json.WriteStartObject();
            _json.WriteString("href", href);
            _json.WriteString("rel", rel);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }
}

using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Xml.Linq;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>Feeds as JSON: entry, link and category are always lists; a page without entries has no entry at all.</summary>
internal static class FeedJson
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    // The product values that are numbers; all others are texts.
    private static readonly HashSet<string> Numbers = ["bandwidthIn", "bandwidthOut", "storage"];

    public static void WritePage(Utf8JsonWriter json, FeedPage page, FeedQuery query, FeedLinks links)
    {
        json.WriteStartObject();
        json.WriteStartObject("feed");
        json.WriteString("@type", Atom);
        if (page.Entries.Count > 0)
        {
            json.WriteStartArray("entry");
            foreach (var entry in page.Entries)
            {
                WriteEntry(json, entry, links);
            }

            json.WriteEndArray();
        }

        WriteLinks(json, links.Of(page, query));
        json.WriteString("id", $"urn:uuid:{FeedXml.Id(query)}");
        json.WriteStartObject("title");
        json.WriteString("type", "text");
        json.WriteString("@text", links.Title);
        json.WriteEndObject();
        if (page.Entries is [var newest, ..])
        {
            json.WriteString("updated", FeedXml.Time(newest.Updated));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteSingle(Utf8JsonWriter json, FeedEntry entry, FeedLinks links)
    {
        json.WriteStartObject();
        json.WritePropertyName("entry");
        WriteEntry(json, entry, links, withType: true);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, FeedEntry entry, FeedLinks links, bool withType = false)
    {
        json.WriteStartObject();
        if (withType)
        {
            json.WriteString("@type", Atom);
        }

        json.WriteStartArray("category");
        foreach (var term in entry.Terms)
        {
            json.WriteStartObject();
            json.WriteString("term", term);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("content");
        json.WritePropertyName("event");
        WriteElement(json, XElement.Parse(entry.EventXml));
        json.WriteEndObject();
        json.WriteString("id", entry.Urn);
        WriteLinks(json, [("self", links.Entry(entry))]);
        json.WriteString("published", FeedXml.Time(entry.Updated));
        json.WriteString("updated", FeedXml.Time(entry.Updated));
        json.WriteEndObject();
    }

    private static void WriteElement(Utf8JsonWriter json, XElement element)
    {
        json.WriteStartObject();
        json.WriteString("@type", element.Name.NamespaceName);
        foreach (var attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
        {
            json.WritePropertyName(attribute.Name.LocalName);
            if (Numbers.Contains(attribute.Name.LocalName))
            {
                json.WriteRawValue(attribute.Value);
            }
            else
            {
                json.WriteStringValue(attribute.Value);
            }
        }

        foreach (var child in element.Elements())
        {
            json.WritePropertyName(child.Name.LocalName);
            WriteElement(json, child);
        }

        json.WriteEndObject();
    }

    private static void WriteLinks(Utf8JsonWriter json, IEnumerable<(string Rel, string Href)> links)
    {
        json.WriteStartArray("link");
        foreach (var (rel, href) in links)
        {
            json.WriteStartObject();
            json.WriteString("href", href);
            json.WriteString("rel", rel);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

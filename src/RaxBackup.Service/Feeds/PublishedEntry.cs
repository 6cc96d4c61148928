using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Feeds;

/// <summary>An entry that somebody publishes, in whatever prefixes and order it comes; what it says of itself stays as it is.</summary>
internal sealed class PublishedEntry
{
    private const string LinkMark = "urn:raxbackup:link";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private readonly XElement _entry;

    private PublishedEntry(XElement entry)
    {
        // Out of its document it carries all namespaces that it uses.
        _entry = XElement.Parse(entry.ToString(SaveOptions.DisableFormatting), LoadOptions.PreserveWhitespace);
        var id = _entry.Element(Atom + "id") ?? Added("id", $"urn:uuid:{Guid.CreateVersion7()}", isFirst: true);
        Urn = id.Value.Trim();
        foreach (var category in _entry.Elements(Atom + "category"))
        {
            // Searches look for the term as a category's first attribute.
            category.ReplaceAttributes(category.Attributes().OrderBy(a => a.Name != "term").ToList());
        }

        var self = _entry.Elements(Atom + "link").FirstOrDefault(link => (string?)link.Attribute("rel") is null or "self") ?? Added("link", null);
        self.ReplaceAttributes(new XAttribute("href", LinkMark), new XAttribute("rel", "self"));
    }

    public string Urn { get; }

    /// <summary>Reads an entry, or a feed's entries, oldest first; a refusal says what is wrong.</summary>
    public static IReadOnlyList<PublishedEntry> Read(Stream xml)
    {
        try
        {
            using var reader = XmlReader.Create(xml, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            var root = XElement.Load(reader, LoadOptions.PreserveWhitespace);
            return root.Name == Atom + "entry" ? [new PublishedEntry(root)]
                : root.Name == Atom + "feed" ? [.. root.Elements(Atom + "entry").Reverse().Select(entry => new PublishedEntry(entry))]
                : throw Refusal.Invalid("body", $"The body must be an Atom entry or feed, not <{root.Name.LocalName}> of '{root.Name.NamespaceName}'.");
        }
        catch (XmlException malformed)
        {
            throw Refusal.Invalid("body", $"The body is not XML: {malformed.Message}");
        }
    }

    /// <summary>The entry as it is stored; of the times those that it lacks are the feed's.</summary>
    public WireEntry ToEntry(FeedName feed, DateTimeOffset updated)
    {
        foreach (var time in new[] { "updated", "published" })
        {
            if (_entry.Element(Atom + time) == null)
            {
                Added(time, updated.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        var parts = _entry.ToString(SaveOptions.DisableFormatting).Split(LinkMark);
        var link = new XAttribute("href", $"{feed.Feed}/events/{feed.Tid}/entries/{Urn}").ToString()[6..^1];
        return WireEntry.Of(WireEntry.IdOf(Urn), parts[0], link + parts[1]);
    }

    private XElement Added(string name, string? value, bool isFirst = false)
    {
        var added = new XElement(Atom + name, value);
        if (isFirst)
        {
            _entry.AddFirst(added);
        }
        else
        {
            _entry.Add(added);
        }

        return added;
    }
}

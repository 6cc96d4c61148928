using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using System.Xml;
using RaxBackup.Client.Http;
using RaxBackup.Client.Json;

namespace RaxBackup.Client.Feeds;

/// <summary>A page as it stands: newest entry first, and the links to newer (previous) and older (next) pages.</summary>
internal sealed record Feed(IReadOnlyList<UsageEvent> Entries, string? Previous, string? Next)
{
    public string? ETag { get; init; }

    public bool IsUnchanged { get; init; }
}

/// <summary>
/// Reads Atom forward only: a feed, or one entry. Names are matched by namespace and never by prefix, since prefixes and default
/// namespaces vary from entry to entry.
/// </summary>
internal static class FeedReader
{
    public const string IdPrefix = "urn:uuid:";
    private const string Atom = "http://www.w3.org/2005/Atom";

    private static readonly Regex XmlTime = new("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})?$");

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    public static Feed Read(Answer answer, UsageService service, string region)
    {
        try
        {
            using var xml = XmlReader.Create(new MemoryStream(answer.Body), Settings);
            var feed = Read(xml, service, region);
            while (xml.Read())
            {
                // To the end: what is cut off, or followed by something else, is not a feed.
            }
            return feed;
        }
        catch (Exception cause) when (cause is XmlException or FormatException)
        {
            throw WireJson.Unreadable(answer, cause.Message, cause);
        }
    }

    private static Feed Read(XmlReader xml, UsageService service, string region)
    {
        xml.MoveToContent();
        if (IsAtom(xml, "entry")) return new Feed([EntryReader.Read(xml, service, region)], null, null);
        if (!IsAtom(xml, "feed")) throw new FormatException($"<{xml.Name}> is neither a feed nor an entry");

        var entries = new List<UsageEvent>();
        string? previous = null, next = null;
        foreach (var child in Children(xml))
        {
            if (IsAtom(child, "entry")) entries.Add(EntryReader.Read(child, service, region));
            else if (IsAtom(child, "link") && Attribute(child, "rel") == "previous") previous = Attribute(child, "href");
            else if (IsAtom(child, "link") && Attribute(child, "rel") == "next") next = Attribute(child, "href");
        }
        return new Feed(entries, previous, next);
    }

    public static bool IsAtom(XmlReader xml, string name) => xml.NodeType == XmlNodeType.Element && xml.LocalName == name && xml.NamespaceURI == Atom;

    /// <summary>The reader at each child element of the present one in turn; whatever is read of a child, the next one follows.</summary>
    public static IEnumerable<XmlReader> Children(XmlReader xml)
    {
        if (xml.IsEmptyElement) yield break;
        var depth = xml.Depth;
        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                if (!xml.Read()) yield break;
                continue;
            }
            using var child = xml.ReadSubtree();
            child.Read();
            yield return child;
            while (child.Read())
            {
                // What the caller has left of it.
            }
            child.Close();
            xml.Read();
        }
    }

    public static string? Attribute(XmlReader xml, string name) => xml.GetAttribute(name)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>XML's times alone (.NET would make today of 10:19, and a day of 1.5); UTC where the text has no zone.</summary>
    public static DateTimeOffset? Time(string? text)
    {
        if (text == null || text.Trim() is not { Length: > 0 } trimmed) return null;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return XmlTime.IsMatch(trimmed) && DateTimeOffset.TryParse(trimmed, CultureInfo.InvariantCulture, Utc, out var time)
            ? time
            : throw new FormatException($"'{trimmed}' is not a time");
    }
}

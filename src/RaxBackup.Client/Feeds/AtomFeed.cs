using System;
using System.IO;
using System.Xml;

namespace RaxBackup.Client.Feeds;

/// <summary>
/// Reads Atom forward only. Names are matched by namespace and never by prefix, since prefixes and default namespaces vary from entry
/// to entry. Whatever reads an element leaves the reader at that element's end.
/// </summary>
internal sealed class AtomFeed : IFeedDocument
{
    private readonly XmlReader xml;
    private readonly EntryReader entries;
    private readonly EntryFinish finish;
    private bool isEntry, isOver;

    public AtomFeed(Stream body, EntryPlace place, EntryFinish finish)
    {
        this.finish = finish;
        xml = XmlReader.Create(body, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            NameTable = FeedXml.Names(),
        });
        entries = new EntryReader(xml, place, finish);
        xml.MoveToContent();
        isEntry = IsAtom("entry");
        if (!isEntry && !IsAtom("feed")) throw new FormatException($"<{xml.Name}> is neither a feed nor an entry");
        isOver = !isEntry && xml.IsEmptyElement;
    }

    public string? PreviousLink { get; private set; }

    public string? NextLink { get; private set; }

    public UsageEvent? Next()
    {
        if (isEntry)
        {
            (isEntry, isOver) = (false, true);
            return entries.Read();
        }
        while (!isOver && xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement) isOver = true;
            else if (xml.NodeType != XmlNodeType.Element) continue;
            else if (IsAtom("entry")) return entries.Read();
            else if (IsAtom("link")) ReadLink();
            else FeedXml.Skip(xml);
        }
        while (xml.Read())
        {
            // To the end: what is cut off, or followed by something else, is not a feed.
        }
        return null;
    }

    public void Dispose() => xml.Dispose();

    private bool IsAtom(string name) => xml.NodeType == XmlNodeType.Element && xml.LocalName == name && xml.NamespaceURI == FeedXml.Atom;

    private void ReadLink()
    {
        var address = xml.GetAttribute("href")?.Trim() is { Length: > 0 } href ? href : null;
        var rel = xml.GetAttribute("rel")?.Trim();
        if (rel == "previous") PreviousLink = address;
        else if (rel == "next") NextLink = address;
        finish.Link ??= address;
        FeedXml.Skip(xml);
    }
}

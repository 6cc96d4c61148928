using System;
using System.Xml;

namespace RaxBackup.Client.Feeds;

/// <summary>Reads one entry: its envelope, its core event and its product.</summary>
internal sealed class EntryReader(XmlReader xml, EntryPlace place, EntryFinish finish)
{
    private bool hasEvent;

    /// <summary>The entry at whose start the reader stands.</summary>
    public UsageEvent Read()
    {
        place.Begin();
        finish.Terms.Clear();
        hasEvent = false;
        var entry = new UsageEvent();
        if (!xml.IsEmptyElement)
        {
            while (xml.Read() && xml.NodeType != XmlNodeType.EndElement)
            {
                if (xml.NodeType == XmlNodeType.Element) ReadChild(entry);
            }
        }
        finish.Complete(entry);
        place.End();
        return entry;
    }

    private void ReadChild(UsageEvent entry)
    {
        var name = xml.NamespaceURI == FeedXml.Atom ? xml.LocalName : "";
        if (name == "category") ReadCategory();
        else if (name == "content") ReadContent(entry);
        else if (name == "updated") entry.Updated = FeedTime.Read(FeedXml.Text(xml));
        else if (name == "published") entry.Published = FeedTime.Read(FeedXml.Text(xml));
        else if (name == "id") place.Id = entry.Id = FeedXml.Text(xml).Trim();
        else
        {
            if (name == "link" && finish.Link == null) finish.Link = xml.GetAttribute("href");
            FeedXml.Skip(xml);
        }
    }

    private void ReadCategory()
    {
        var isEmpty = xml.IsEmptyElement;
        while (xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "term" && xml.NamespaceURI.Length == 0 && finish.Text(xml.Value) is { } term) finish.Terms.Add(term);
        }
        if (!isEmpty) FeedXml.Skip(xml);
    }

    /// <summary>A core event is read; anything else is kept as it stands.</summary>
    private void ReadContent(UsageEvent entry)
    {
        if (xml.IsEmptyElement) return;
        xml.Read();
        if (!IsEvent()) entry.Content = FeedXml.Raw(xml, IsEvent) is { Length: > 0 } raw ? raw : null;
        while (xml.NodeType != XmlNodeType.EndElement)
        {
            if (IsEvent()) ReadEvent(entry);
            else if (xml.NodeType == XmlNodeType.Element) FeedXml.Skip(xml);
            xml.Read();
        }
    }

    private bool IsEvent() => xml.NodeType == XmlNodeType.Element && xml.LocalName == "event" && xml.NamespaceURI == FeedXml.CoreEvent;

    private void ReadEvent(UsageEvent entry)
    {
        if (hasEvent) throw new FormatException("it has more than one event");
        hasEvent = true;
        entry.Content = null;
        var isEmpty = xml.IsEmptyElement;
        while (xml.MoveToNextAttribute())
        {
            if (xml.NamespaceURI.Length == 0) EventAttributes.Set(entry, xml.LocalName, xml.Value, finish);
        }
        if (isEmpty) return;
        while (xml.Read() && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "product") ReadProduct(entry);
            else FeedXml.Skip(xml);
        }
    }

    private void ReadProduct(UsageEvent entry)
    {
        var isEmpty = xml.IsEmptyElement;
        var product = finish.BeginProduct(xml.NamespaceURI);
        while (xml.MoveToNextAttribute())
        {
            if (xml.NamespaceURI.Length == 0) product.Add(xml.LocalName, finish.Text(xml.Value) ?? "");
            else if (xml.NamespaceURI != "http://www.w3.org/2000/xmlns/") product.Add(xml.Name, xml.Value.Trim());
        }
        if (!isEmpty)
        {
            xml.Read();
            if (FeedXml.Raw(xml) is { Length: > 0 } within) product.AddWithin(ProductElement.Within, within);
        }
        finish.EndProduct(entry);
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml;

namespace RaxBackup.Client.Feeds;

/// <summary>Reads one entry: its envelope, its core event and its product.</summary>
internal static class EntryReader
{
    private const string CoreEvent = "http://docs.rackspace.com/core/event";

    public static UsageEvent Read(XmlReader xml, UsageService service, string region)
    {
        var entry = new UsageEvent { Service = service };
        var categories = new List<string>();
        foreach (var child in FeedReader.Children(xml))
        {
            if (FeedReader.IsAtom(child, "id")) entry.Id = child.ReadElementContentAsString().Trim();
            else if (FeedReader.IsAtom(child, "updated")) entry.Updated = FeedReader.Time(child.ReadElementContentAsString());
            else if (FeedReader.IsAtom(child, "published")) entry.Published = FeedReader.Time(child.ReadElementContentAsString());
            else if (FeedReader.IsAtom(child, "category") && FeedReader.Attribute(child, "term") is { } term) categories.Add(term);
            else if (FeedReader.IsAtom(child, "content")) ReadContent(child, entry);
        }
        if (entry.Id is not { Length: > 0 } id) throw new FormatException("an entry has no id");

        entry.EventId = id.StartsWith(FeedReader.IdPrefix, StringComparison.OrdinalIgnoreCase) ? id.Substring(FeedReader.IdPrefix.Length) : id;
        entry.Categories = [.. categories];
        entry.Type ??= Category("type:");
        entry.Region ??= Category("rgn:") ?? region;
        entry.DataCenter ??= Category("dc:");
        entry.TenantId ??= Category("tid:");
        entry.ResourceId ??= Category("rid:");
        return entry;

        string? Category(string prefix) =>
            categories.FirstOrDefault(term => term.StartsWith(prefix, StringComparison.Ordinal))?.Substring(prefix.Length);
    }

    private static void ReadContent(XmlReader xml, UsageEvent entry)
    {
        foreach (var content in FeedReader.Children(xml))
        {
            if (content.LocalName == "event" && content.NamespaceURI == CoreEvent) ReadEvent(content, entry);
        }
    }

    private static void ReadEvent(XmlReader xml, UsageEvent entry)
    {
        entry.SourceEventId = FeedReader.Attribute(xml, "id");
        entry.EventType = FeedReader.Attribute(xml, "type");
        entry.Region = FeedReader.Attribute(xml, "region");
        entry.DataCenter = FeedReader.Attribute(xml, "dataCenter");
        entry.TenantId = FeedReader.Attribute(xml, "tenantId");
        entry.ResourceId = FeedReader.Attribute(xml, "resourceId");
        entry.ResourceName = FeedReader.Attribute(xml, "resourceName");
        entry.Environment = FeedReader.Attribute(xml, "environment");
        entry.StartTime = FeedReader.Time(FeedReader.Attribute(xml, "startTime"));
        entry.EndTime = FeedReader.Time(FeedReader.Attribute(xml, "endTime"));
        entry.EventTime = FeedReader.Time(FeedReader.Attribute(xml, "eventTime"));
        foreach (var child in FeedReader.Children(xml))
        {
            if (child.LocalName != "product") continue;
            var product = new ProductElement(child);
            entry.Product = Products.Read(product);
            entry.Type = TypeOf(product, entry.EventType);
        }
    }

    /// <summary>The category that every entry should have, and one sample lacks.</summary>
    private static string? TypeOf(ProductElement product, string? eventType)
    {
        if (product.Find("serviceCode") is not { } service || eventType == null) return null;
        var kind = product.Namespace.Substring(product.Namespace.TrimEnd('/').LastIndexOf('/') + 1).TrimEnd('/');
        var resource = product.Find("resourceType") is { } type ? $".{type.ToLowerInvariant()}" : "";
        return $"{service.ToLowerInvariant()}.{kind}{resource}.{eventType.ToLowerInvariant()}";
    }
}

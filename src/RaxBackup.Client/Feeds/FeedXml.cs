using System;
using System.Globalization;
using System.Text;
using System.Xml;

namespace RaxBackup.Client.Feeds;

/// <summary>Names, and steps over XML.</summary>
internal static class FeedXml
{
    public const string Atom = "http://www.w3.org/2005/Atom";
    public const string CoreEvent = "http://docs.rackspace.com/core/event";

    private const int Deepest = 256;

    private static readonly string[] Known =
    [
        Atom, CoreEvent, "feed", "entry", "id", "updated", "published", "category", "term", "content", "title", "link", "event", "product", "type", "region",
        "dataCenter", "tenantId", "resourceId", "resourceName", "environment", "startTime", "endTime", "eventTime", "version", "serviceCode", "resourceType",
    ];

    private static readonly XmlWriterSettings Fragment = new() { OmitXmlDeclaration = true, ConformanceLevel = ConformanceLevel.Fragment };

    /// <summary>A table of the known names: a reader that has it gives these very strings, and comparing them is comparing addresses.</summary>
    public static NameTable Names()
    {
        var table = new NameTable();
        foreach (var name in Known) table.Add(name);
        return table;
    }

    /// <summary>Over the element at which the reader stands, to its end.</summary>
    public static void Skip(XmlReader xml)
    {
        xml.MoveToElement();
        if (xml.IsEmptyElement) return;
        for (var depth = xml.Depth; xml.Read() && xml.Depth > depth;)
        {
            if (xml.Depth > Deepest) throw new FormatException($"it is nested more than {Deepest} deep");
        }
    }

    /// <summary>The text of the element at which the reader stands.</summary>
    public static string Text(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var name = xml.LocalName;
        var first = "";
        StringBuilder? all = null;
        while (xml.Read() && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType == XmlNodeType.Element) throw new FormatException($"<{name}> holds another element");
            if (first.Length == 0) first = xml.Value;
            else (all ??= new StringBuilder(first)).Append(xml.Value);
        }
        return all?.ToString() ?? first;
    }

    /// <summary>What stands from the reader's place to the end of the element around it, as XML.</summary>
    public static string Raw(XmlReader xml, Func<bool>? until = null)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(new System.IO.StringWriter(text, CultureInfo.InvariantCulture), Fragment))
        {
            while (xml.NodeType != XmlNodeType.EndElement && until?.Invoke() != true) writer.WriteNode(xml, defattr: false);
        }
        return text.ToString();
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RaxBackup.Service.Routes;

/// <summary>An entry's XML in the feeds' JSON: attributes are fields, an element's namespace is its @type, its text its @text.</summary>
internal static partial class EntryJson
{
    public const string Atom = "http://www.w3.org/2005/Atom";

    // The values that are numbers or flags; all others are texts.
    private static readonly HashSet<string> Bare =
    [
        "bandwidthIn", "bandwidthOut", "cdnBandwidthOut", "storage", "snapshot", "provisioned", "disk", "costops", "freeops", "memory",
        "external", "isHAInstance",
    ];

    /// <summary>The element, with the service's address put in.</summary>
    public static XElement Read(ReadOnlySpan<byte> xml, int linkAt, byte[] root)
    {
        var text = string.Concat(Encoding.UTF8.GetString(xml[..linkAt]), Encoding.UTF8.GetString(root), Encoding.UTF8.GetString(xml[linkAt..]));
        return XElement.Parse(text);
    }

    /// <summary>Only an entry that is a document of its own says its @type.</summary>
    public static void Write(Utf8JsonWriter json, XElement entry, bool isDocument)
    {
        json.WriteStartObject();
        if (isDocument)
        {
            json.WriteString("@type", Atom);
        }

        WriteList(json, entry, "category");
        foreach (var part in entry.Elements())
        {
            switch (part.Name.LocalName)
            {
                case "category" or "link":
                    break;
                case "content":
                    WriteContent(json, part);
                    break;
                case "title" when part.HasAttributes:
                    json.WriteStartObject("title");
                    json.WriteString("@text", part.Value.Trim());
                    WriteAttributes(json, part);
                    json.WriteEndObject();
                    break;
                case var name:
                    json.WriteString(name, part.Value.Trim());
                    break;
            }
        }

        WriteList(json, entry, "link");
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, XElement entry, string name)
    {
        json.WriteStartArray(name);
        foreach (var item in entry.Elements().Where(e => e.Name.LocalName == name))
        {
            json.WriteStartObject();
            WriteAttributes(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteContent(Utf8JsonWriter json, XElement content)
    {
        json.WriteStartObject("content");
        if (content.HasElements)
        {
            WriteChildren(json, content);
        }
        else
        {
            WriteAttributes(json, content);
            json.WriteString("@text", content.Value);
        }

        json.WriteEndObject();
    }

    private static void WriteChildren(Utf8JsonWriter json, XElement parent)
    {
        foreach (var same in parent.Elements().GroupBy(e => e.Name.LocalName))
        {
            json.WritePropertyName(same.Key);
            if (same.Skip(1).Any())
            {
                json.WriteStartArray();
                same.ToList().ForEach(e => WriteElement(json, e));
                json.WriteEndArray();
            }
            else
            {
                WriteElement(json, same.First());
            }
        }
    }

    private static void WriteElement(Utf8JsonWriter json, XElement element)
    {
        json.WriteStartObject();
        json.WriteString("@type", element.Name.NamespaceName);
        WriteAttributes(json, element);
        if (!element.HasElements && !element.IsEmpty)
        {
            json.WriteString("@text", element.Value);
        }

        WriteChildren(json, element);
        json.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter json, XElement element)
    {
        foreach (var attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
        {
            json.WritePropertyName(attribute.Name.LocalName);
            if (Bare.Contains(attribute.Name.LocalName) && JsonLiteral().IsMatch(attribute.Value))
            {
                json.WriteRawValue(attribute.Value);
            }
            else
            {
                json.WriteStringValue(attribute.Value);
            }
        }
    }

    // What an entry that somebody has published holds may be anything.
    [GeneratedRegex(@"^(true|false|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)\z", RegexOptions.ECMAScript)]
    private static partial Regex JsonLiteral();
}

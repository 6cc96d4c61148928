using System;
using System.Collections.Generic;
using System.Globalization;
using System.Xml;

namespace RaxBackup.Client.Feeds;

/// <summary>The attributes of a product message; what is required and missing, or no number, is told by name.</summary>
internal sealed class ProductElement
{
    public ProductElement(XmlReader xml)
    {
        Namespace = xml.NamespaceURI;
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.Prefix != "xmlns" && xml.Name != "xmlns") Attributes[xml.LocalName] = xml.Value.Trim();
        }
        xml.MoveToElement();
    }

    public string Namespace { get; }

    public Dictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    public string? Find(string name) => Attributes.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>A counter: unsigned, 64 bits.</summary>
    public ulong Count(string name)
    {
        var text = Find(name) ?? throw new FormatException($"the product {Namespace} has no {name}");
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw new FormatException($"'{text}' is not a count (attribute {name} of the product {Namespace})");
    }

    /// <summary>XML's booleans; false where it is not told.</summary>
    public bool Flag(string name) => Find(name) switch
    {
        null or "false" or "0" => false,
        "true" or "1" => true,
        { } text => throw new FormatException($"'{text}' is neither true nor false (attribute {name} of the product {Namespace})"),
    };
}

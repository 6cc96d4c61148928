using System;
using System.Collections.Generic;
using System.Globalization;

namespace RaxBackup.Client.Feeds;

/// <summary>The attributes of a product message; what is required and missing, or no number, is told by name.</summary>
internal sealed class ProductElement
{
    /// <summary>Under this name stands what a message holds beside attributes, as it is on the wire.</summary>
    public const string Within = "#content";

    private readonly List<KeyValuePair<string, string>> others = [], within = [];

    public string Namespace { get; private set; } = "";

    public string? ServiceCode { get; private set; }

    public string? ResourceType { get; private set; }

    public string? Version { get; private set; }

    /// <summary>Begins another.</summary>
    public void Begin(string name)
    {
        Namespace = name;
        ServiceCode = ResourceType = Version = null;
        others.Clear();
        within.Clear();
    }

    public void Add(string name, string value)
    {
        others.Add(new(name, value));
        var told = value.Length == 0 ? null : value;
        if (name == "version") Version = told;
        else if (name == "serviceCode") ServiceCode = told;
        else if (name == "resourceType") ResourceType = told;
    }

    /// <summary>What stands within the message and is no attribute of it.</summary>
    public void AddWithin(string name, string value) => within.Add(new(name, value));

    /// <summary>All of them, by name.</summary>
    public Dictionary<string, string> All()
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var other in within) all[other.Key] = other.Value;
        foreach (var other in others) all[other.Key] = other.Value;
        return all;
    }

    public string? Find(string name)
    {
        foreach (var other in others)
        {
            if (other.Key == name) return other.Value.Length == 0 ? null : other.Value;
        }
        return null;
    }

    /// <summary>A counter: unsigned, 64 bits.</summary>
    public ulong Count(string name)
    {
        var text = Require(name);
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw Wrong(name, text, "a count");
    }

    /// <summary>A whole number of units, not below zero.</summary>
    public long Whole(string name) => WholeOrNull(name) ?? throw Missing(name);

    /// <summary>The same, where it may be left out.</summary>
    public long? WholeOrNull(string name) => Find(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
        : throw Wrong(name, text, "a whole number of units");

    /// <summary>A number of units, not below zero.</summary>
    public double Size(string name)
    {
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var text = Require(name);
        return double.TryParse(text, Plain, CultureInfo.InvariantCulture, out var size) && size >= 0 && !double.IsInfinity(size)
            ? size
            : throw Wrong(name, text, "a size");
    }

    /// <summary>XML's booleans; false where it is not told.</summary>
    public bool Flag(string name) => Find(name) switch
    {
        null or "false" or "0" => false,
        "true" or "1" => true,
        { } text => throw Wrong(name, text, "true or false"),
    };

    private string Require(string name) => Find(name) ?? throw Missing(name);

    private FormatException Missing(string name) => new($"the product {Namespace} has no {name}");

    private FormatException Wrong(string name, string text, string expected) =>
        new($"'{text}' is not {expected} (attribute {name} of the product {Namespace})");
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>
/// The fields of a JSON object, read as leniently as the real service does: names in any case, numbers and flags also as text.
/// A value of the wrong kind is a refusal that names the field.
/// </summary>
internal sealed class JsonFields
{
    private readonly Dictionary<string, JsonElement> _fields;
    private readonly bool _isSecret;

    private JsonFields(Dictionary<string, JsonElement> fields, bool isSecret = false) => (_fields, _isSecret) = (fields, isSecret);

    /// <summary>Reads an object; of a secret one no message repeats anything but names.</summary>
    public static JsonFields Of(JsonElement element, string name, bool isSecret = false)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Refusal.Invalid(name, $"{name} must be a JSON object, not {Said(element, isSecret)}.");
        }

        // The last of several fields of one name counts, as it does with most readers.
        var fields = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in element.EnumerateObject())
        {
            fields[property.Name] = property.Value;
        }

        return new JsonFields(fields, isSecret);
    }

    /// <summary>The fields of a form: all are texts.</summary>
    public static JsonFields OfForm(IEnumerable<KeyValuePair<string, StringValues>> form) =>
        new(form.ToDictionary(f => f.Key, f => JsonSerializer.SerializeToElement(f.Value.ToString()), StringComparer.OrdinalIgnoreCase));

    public IEnumerable<string> Names => _fields.Keys;

    public bool Has(string name) => Find(name) != null;

    public JsonFields? Object(string name) => Find(name) is { } element ? Of(element, name, _isSecret) : null;

    public string? Text(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        { } other => throw Wrong(name, "a text", other),
    };

    /// <summary>A text that no message may repeat.</summary>
    public string? Secret(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw Refusal.Invalid(name, $"{name} must be a text."),
    };

    public long? Number(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) => value,
        { ValueKind: JsonValueKind.String } text when string.IsNullOrWhiteSpace(text.GetString()) => null,
        { ValueKind: JsonValueKind.String } text
            when long.TryParse(text.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => value,
        { } other => throw Wrong(name, "a whole number", other),
    };

    public double? Fraction(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { } other => throw Wrong(name, "a number", other),
    };

    public bool? Flag(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text when bool.TryParse(text.GetString(), out var value) => value,
        { ValueKind: JsonValueKind.String } text when text.GetString() == "" => null,
        { } other => throw Wrong(name, "true or false", other),
    };

    /// <summary>A list of objects; empty where it is absent.</summary>
    public IReadOnlyList<JsonFields> Objects(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray().Select((item, i) => Of(item, $"{name}[{i}]", _isSecret))],
        { } other => throw Wrong(name, "a list", other),
    };

    /// <summary>A list of texts; empty where it is absent.</summary>
    public IReadOnlyList<string> Texts(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } array when array.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String) =>
            [.. array.EnumerateArray().Select(i => i.GetString()!)],
        { } other => throw Wrong(name, "a list of texts", other),
    };

    private JsonElement? Find(string name) =>
        _fields.TryGetValue(name, out var element) && element.ValueKind != JsonValueKind.Null ? element : null;

    private Refusal Wrong(string name, string expected, JsonElement given) =>
        Refusal.Invalid(name, $"{name} must be {expected}, not {Said(given, _isSecret)}.");

    private static string Said(JsonElement element, bool isSecret)
    {
        const int most = 40;
        if (isSecret)
        {
            return element.ValueKind.ToString();
        }

        var text = element.GetRawText();
        return text.Length <= most ? text : text[..most] + "...";
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RaxBackup.Client.DesiredState;

/// <summary>
/// The fields of one JSON object of a file. A file is written by people: whatever is not exactly as expected is an error that names
/// file, line and JSON path, and a field that nobody knows is one, too.
/// </summary>
internal sealed class FileFields
{
    private readonly JObject json;
    private readonly string file;

    public FileFields(string file, JToken json, IReadOnlyList<string> known)
    {
        this.file = file;
        this.json = json as JObject ?? throw Wrong(json, "an object is expected");
        if (this.json.Properties().FirstOrDefault(field => !known.Contains(field.Name)) is { } unknown)
            throw Wrong(unknown, $"there is no such field. Known are {string.Join(", ", known)}");
    }

    /// <summary>Where the object stands.</summary>
    public string Place => PlaceOf(file, json);

    public string? Text(string name) => Value(name, JTokenType.String, "a text")?.Value<string>();

    public bool? Flag(string name) => Value(name, JTokenType.Boolean, "true or false")?.Value<bool>();

    public int? Number(string name, params int[] allowed)
    {
        var words = $"one of the numbers {string.Join(", ", allowed)}";
        return Value(name, JTokenType.Integer, words) is not { } value ? null
            : allowed.Cast<int?>().FirstOrDefault(number => JToken.DeepEquals(number, value)) ?? throw Wrong(value, $"{words} is expected");
    }

    public T? Word<T>(string name, params T[] allowed) where T : struct, Enum
    {
        if (Text(name) is not { } text) return null;
        return allowed.Where(one => $"{one}" == text).Select(one => (T?)one).FirstOrDefault()
            ?? throw Wrong(json[name]!, $"'{text}' is none of {string.Join(", ", allowed)}");
    }

    public T? Parsed<T>(string name, Func<string, T?> parse, string expected) where T : struct =>
        Text(name) is not { } text ? null : parse(text) ?? throw Wrong(json[name]!, $"'{text}' is not {expected}");

    /// <summary>Texts; none where the field is absent.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var list = Value(name, JTokenType.Array, "a list of texts");
        if (list?.FirstOrDefault(item => item.Type != JTokenType.String) is { } other) throw Wrong(other, "a text is expected");
        return [.. (list ?? Enumerable.Empty<JToken>()).Select(item => item.Value<string>()!)];
    }

    public IEnumerable<JToken> List(string name) => Value(name, JTokenType.Array, "a list") ?? throw Missing(name);

    public RaxBackupException Missing(string name) => Wrong(json, $"the field {name} is missing");

    public RaxBackupException Wrong(string name, string what) => Wrong(json[name] ?? json, what);

    public static string PlaceOf(string file, JToken json) =>
        $"{file}{(json is IJsonLineInfo at && at.HasLineInfo() ? $", line {at.LineNumber}" : "")}, ${(json.Path.Length > 0 && json.Path[0] != '[' ? "." : "")}{json.Path}";

    private JToken? Value(string name, JTokenType type, string expected) =>
        json[name] is not { } value ? null : value.Type == type ? value : throw Wrong(value, $"{expected} is expected");

    private RaxBackupException Wrong(JToken place, string what) =>
        Failure.About(file, FailureKind.InvalidRequest, nameof(RaxBackup.Client.Text.ConfigurationFileInvalid), PlaceOf(file, place), what);
}

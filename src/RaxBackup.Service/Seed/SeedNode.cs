using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace RaxBackup.Service.Seed;

/// <summary>
/// One value of a seed, and where it stands. A seed is written by people: whatever is not exactly as expected is an error that names
/// the JSON path and what was expected, and a member that nobody knows is one, too. What could be secret is never repeated.
/// </summary>
internal sealed class SeedNode(JsonElement json, string path)
{
    public string Path => path;

    public bool IsText => json.ValueKind == JsonValueKind.String;

    public bool IsList => json.ValueKind == JsonValueKind.Array;

    /// <summary>The value as it stands in the file.</summary>
    public string Raw => json.GetRawText();

    /// <summary>An object that has none but these members, each at most once.</summary>
    public SeedNode With(IReadOnlyList<string> members)
    {
        RequireObject();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            if (!members.Contains(member.Name))
            {
                throw new SeedException(Below(member.Name), $"there is no such member; known are {string.Join(", ", members)}.");
            }

            if (!seen.Add(member.Name))
            {
                throw new SeedException(Below(member.Name), "the member is there twice.");
            }
        }

        return this;
    }

    /// <summary>A member; null where it is absent. Null itself is no value.</summary>
    public SeedNode? Find(string name) => json.TryGetProperty(name, out var value) ? new SeedNode(value, Below(name)) : null;

    public SeedNode Needed(string name, string expected) => Find(name) ?? throw new SeedException(Below(name), $"{expected} was expected, and nothing is there.");

    /// <summary>All members, whatever their names.</summary>
    public IEnumerable<(string Name, SeedNode Value)> Members()
    {
        RequireObject();
        return json.EnumerateObject().Select(member => (member.Name, new SeedNode(member.Value, Below(member.Name))));
    }

    public string Text(string expected = "a text") => json.ValueKind == JsonValueKind.String && json.GetString() is { Length: > 0 } text ? text : throw Wrong(expected);

    public bool Flag() => json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : throw Wrong("true or false");

    public long Whole(long least, long most) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var value) && value >= least && value <= most
            ? value
            : throw Wrong($"a whole number from {least} to {most}");

    public IReadOnlyList<SeedNode> List(string expected = "a list") => json.ValueKind == JsonValueKind.Array
        ? [.. json.EnumerateArray().Select((item, i) => new SeedNode(item, $"{path}[{i}]"))]
        : throw Wrong(expected);

    /// <summary>A text, number or flag, as it is written in XML.</summary>
    public string Scalar() => json.ValueKind switch
    {
        JsonValueKind.String => Text(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => json.GetRawText(),
        _ => throw Wrong("a text, a number, true or false"),
    };

    public IReadOnlyList<string> Texts() => [.. List("a list of texts").Select(item => item.Text())];

    /// <summary>One of the words, in any case.</summary>
    public T Word<T>(params T[] allowed)
        where T : struct, Enum
    {
        var words = allowed.Length > 0 ? allowed : Enum.GetValues<T>();
        var expected = $"one of {string.Join(", ", words)}";
        var text = Text(expected);
        foreach (var word in words)
        {
            if (text.Equals(word.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return word;
            }
        }

        throw Wrong(expected, text);
    }

    /// <summary>Either a time with its zone, or how long before <paramref name="now"/>: "-1.02:30:00".</summary>
    public DateTimeOffset Time(DateTimeOffset now)
    {
        const string expected = "a time such as 2026-05-31T09:30:00Z, or a time span before the seed's start such as -1.02:30:00,";
        var text = Text(expected);
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span)
            ? span <= TimeSpan.Zero && span > TimeSpan.FromDays(-36_500) ? now + span : throw Wrong(expected, text)
            : Moment(expected);
    }

    /// <summary>A time with its zone.</summary>
    public DateTimeOffset Moment(string expected = "a time such as 2026-05-31T09:30:00Z")
    {
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];
        var text = Text(expected);
        return (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 9)
            && DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time.ToUniversalTime()
                : throw Wrong(expected, text);
    }

    /// <summary>Not what was expected; what is there is told only where it cannot be secret.</summary>
    public SeedException Wrong(string expected, string? there = null) =>
        new(path, $"{expected} was expected, and {(there == null ? Kind() : $"'{there}'")} is there.");

    private string Kind() => json.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => json.GetString()!.Length == 0 ? "an empty text" : "another text",
        JsonValueKind.Number => $"the number {json.GetRawText()}",
        JsonValueKind.Null => "null",
        _ => json.GetRawText(),
    };

    private string Below(string name) => $"{path}.{name}";

    private void RequireObject()
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("an object");
        }
    }
}

/// <summary>A seed is wrong at a place.</summary>
internal sealed class SeedException(string path, string what) : Exception($"{path}: {what}");

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RaxBackup.Client.Tests.Mutation;

/// <summary>
/// A second reading of the wire's rules, by another parser and without a look at the first: what each property of a model must hold
/// for a JSON value, or that there must be no model at all.
/// </summary>
internal static class WireOracle
{
    private static readonly string[] Derived = ["Region", "PercentComplete", "At", "DayOfWeek", "TimeZone", "BackupVaultBytes"];

    /// <summary>Where the model differs from the JSON; null where it agrees.</summary>
    /// <exception cref="FormatException">The JSON must not be read at all.</exception>
    public static string? Compare(object? model, Type type, JsonElement json)
    {
        var wanted = Expected(type, json);
        return wanted.Where(property => model != null && !Same(type.GetProperty(property.Key)!.GetValue(model), property.Value))
            .Select(property => $"{type.Name}.{property.Key} is '{type.GetProperty(property.Key)!.GetValue(model)}', not '{property.Value}'").FirstOrDefault();
    }

    private static bool Same(object? actual, object? wanted) => wanted switch
    {
        Nested nested when nested.Json.ValueKind == JsonValueKind.Array =>
            actual is Array list && list.Length == nested.Json.GetArrayLength()
                && list.Cast<object>().Zip(nested.Json.EnumerateArray()).All(pair => Compare(pair.First, nested.Type, pair.Second) == null),
        Nested nested => actual != null && Compare(actual, nested.Type, nested.Json) == null,
        Array => actual is Array { Length: 0 },
        _ => Equals(actual, wanted),
    };

    private static Dictionary<string, object?> Expected(Type type, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException($"{json.ValueKind} for a {type.Name}");
        var wanted = new Dictionary<string, object?>();
        foreach (var property in type.GetProperties().Where(property => !Derived.Contains(property.Name)))
        {
            var name = property.Name;
            var isText = name.EndsWith("Text", StringComparison.Ordinal) && type.GetProperty(name[..^4]) != null;
            if ((type.Name, name) is ("RestoreReport", "RestoreId") or ("Restore", "State" or "StateText") or ("RestorePoint", "PublicKey")) continue;
            if (name == "FilePath") wanted[name] = PathOf(json);
            else if (isText) wanted[name] = Find(json, name[..^4]) is { } value ? TextOf(value) : null;
            else wanted[name] = ValueOf(property, Find(json, name));
        }
        if (type == typeof(Agent) && Find(json, "BackupVaultSize") is { } size) wanted["BackupVaultBytes"] = Size(TextOf(size));
        if (type == typeof(Restore)) Parse(typeof(int?), TextOfOrNull(Find(json, "RestoreStateId")));
        if (type == typeof(RestorePoint)) _ = (TextOfOrNull(Find(json, "PublicKeyMod")), TextOfOrNull(Find(json, "PublicKeyHex")));
        return wanted;
    }

    /// <summary>By any case of its name; the state has two names.</summary>
    private static JsonElement? Find(JsonElement json, string name)
    {
        var names = name == "State" ? ["State", "CurrentState"] : new[] { name };
        var found = json.EnumerateObject().Where(field => names.Contains(field.Name, StringComparer.OrdinalIgnoreCase)).ToList();
        if (found.Count > 1) throw new AmbiguousMatchException(name);
        return found.Count == 0 || found[0].Value.ValueKind == JsonValueKind.Null ? null : found[0].Value;
    }

    private static object? ValueOf(PropertyInfo property, JsonElement? json)
    {
        var type = property.PropertyType;
        var item = type.IsArray ? type.GetElementType()! : type;
        if (item.Namespace == typeof(Agent).Namespace && item.IsClass)
        {
            if (json is not { } nested || (nested.ValueKind == JsonValueKind.String && nested.GetString() == "")) return type.IsArray ? Array.Empty<object>() : null;
            if (nested.ValueKind != (type.IsArray ? JsonValueKind.Array : JsonValueKind.Object)) throw new FormatException(property.Name);
            foreach (var one in type.IsArray ? nested.EnumerateArray().ToArray() : [nested]) Expected(item, one);
            return new Nested(item, nested);
        }
        var text = TextOfOrNull(json);
        if (property.Name.Contains("Bytes", StringComparison.Ordinal)) return text == null ? null : Size(text);
        if (property.Name.EndsWith("Hex", StringComparison.Ordinal)) return text == null ? null : string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        if (type == typeof(long) && text == null) throw new FormatException($"{property.Name} is missing");
        return Parse(type, text) ?? (type == typeof(JobState) ? JobState.Unknown : type.IsValueType && Nullable.GetUnderlyingType(type) == null ? Absent(property) : null);
    }

    /// <summary>What a model holds from the start.</summary>
    private static object? Absent(PropertyInfo property) => property.GetValue(Activator.CreateInstance(property.DeclaringType!));

    private static string? TextOfOrNull(JsonElement? json) => json is { } value ? TextOf(value) : null;

    private static string TextOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => Regex.IsMatch(json.GetRawText(), "^-?[0-9]+$")
            ? System.Numerics.BigInteger.Parse(json.GetRawText()).ToString(CultureInfo.InvariantCulture)
            : decimal.TryParse(json.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : throw new FormatException("too large"),
        _ => throw new FormatException($"{json.ValueKind} for a scalar"),
    };

    private static object? Parse(Type type, string? text)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (text == null || target == typeof(string)) return text;
        var value = text.Trim();
        if (value.Length == 0) return target == typeof(long) && type == target ? throw new FormatException("empty") : null;
        if (target == typeof(bool)) return value.ToLowerInvariant() is "true" or "1" || (value.ToLowerInvariant() is "false" or "0" ? false : throw new FormatException(value));
        if (target == typeof(long)) return Whole(value, long.MinValue, long.MaxValue);
        if (target == typeof(int)) return (int)Whole(value, int.MinValue, int.MaxValue);
        if (target == typeof(DateTimeOffset)) return Date(value);
        if (target == typeof(TimeSpan)) return Duration(value);
        return Word(target, value);
    }

    private static long Whole(string text, long least, long most) =>
        Regex.IsMatch(text, @"^[-+]?[0-9]*\.?[0-9]*([eE][-+]?[0-9]+)?$") && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number % 1 == 0 && number >= least && number <= most ? (long)number : throw new FormatException(text);

    private static object? Date(string text)
    {
        var parts = Regex.Match(text, @"^/Date\((-?[0-9]{1,18})([-+][0-9]{4})?\)/$");
        if (!parts.Success) throw new FormatException(text);
        var milliseconds = long.Parse(parts.Groups[1].Value, CultureInfo.InvariantCulture);
        if (milliseconds > 253402300799999) throw new FormatException(text);
        return milliseconds < -62104060800000 ? null : DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds);
    }

    private static TimeSpan Duration(string text)
    {
        var parts = Regex.Match(text, @"^(-?)(?:([0-9]{1,7})[.:])?([0-9]{1,7}):([0-5][0-9]):([0-5][0-9])(\.[0-9]{1,7})?$");
        if (!parts.Success) throw new FormatException(text);
        var whole = TimeSpan.FromDays(parts.Groups[2].Success ? int.Parse(parts.Groups[2].Value) : 0) + TimeSpan.FromHours(int.Parse(parts.Groups[3].Value))
            + new TimeSpan(0, int.Parse(parts.Groups[4].Value), int.Parse(parts.Groups[5].Value)) + TimeSpan.FromTicks((long)(decimal.Parse("0" + parts.Groups[6].Value, CultureInfo.InvariantCulture) * 10000000));
        return parts.Groups[1].Length > 0 ? -whole : whole;
    }

    private static object Word(Type type, string text)
    {
        var hasUnknown = Enum.GetNames(type).Contains("Unknown");
        if (Regex.IsMatch(text, "^[-+]?[0-9]+$") && int.TryParse(text, out var number))
            return Enum.IsDefined(type, number) || !hasUnknown ? Enum.ToObject(type, number) : Enum.Parse(type, "Unknown");
        var word = Enum.GetNames(type).FirstOrDefault(name => name.Equals(text.Replace(" ", "").Replace("_", ""), StringComparison.OrdinalIgnoreCase));
        return word != null ? Enum.Parse(type, word) : hasUnknown ? Enum.Parse(type, "Unknown") : throw new FormatException(text);
    }

    private static long? Size(string text)
    {
        if (text.Trim().Length == 0) return null;
        var parts = Regex.Match(text.Trim(), @"^([0-9]+(?:\.[0-9]+)?)(?:\s*([KMGTP]i?B|B|bytes?))?$", RegexOptions.IgnoreCase);
        if (!parts.Success || !decimal.TryParse(parts.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) throw new FormatException(text);
        var unit = parts.Groups[2].Value.ToUpperInvariant();
        var factor = unit.Length > 0 && "KMGTP".Contains(unit[0], StringComparison.Ordinal) ? 1L << (10 * (1 + "KMGTP".IndexOf(unit[0], StringComparison.Ordinal))) : 1m;
        return number <= long.MaxValue / factor ? (long)decimal.Round(number * factor) : throw new FormatException(text);
    }

    private static string? PathOf(JsonElement json)
    {
        var plain = TextOfOrNull(Find(json, "FilePath"));
        return TextOfOrNull(Find(json, "FilePathEncoded")) is { } encoded && encoded.Trim().Length > 0
            ? new UTF8Encoding(false, true).GetString(Convert.FromBase64String(encoded))
            : plain;
    }

    /// <summary>Whether a number is in it, known field or not, that no number of 28 digits can stand for.</summary>
    public static bool HasHugeNumber(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().Any(field => HasHugeNumber(field.Value)),
        JsonValueKind.Array => json.EnumerateArray().Any(HasHugeNumber),
        JsonValueKind.Number => !json.TryGetDecimal(out _) || Regex.IsMatch(json.GetRawText(), "[eE][-+]?[0-9]{3}"),
        _ => false,
    };

    private sealed record Nested(Type Type, JsonElement Json);
}

using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace RaxBackup.Client.Json;

/// <summary>
/// The service mixes numbers, strings and booleans freely: every scalar is read as its text first, and the text as what the model
/// wants. What fits no form that the service is known to use is a FormatException.
/// </summary>
internal static class Scalars
{
    private const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The value of a text; null where an empty text stands for nothing.</summary>
    public static object? Parse(Type type, string text)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target == typeof(string)) return text;

        var trimmed = text.Trim();
        if (trimmed.Length == 0) return type == typeof(long) ? throw Wrong("a number", text) : null;
        if (target == typeof(bool)) return Boolean(trimmed);
        if (target == typeof(long)) return (long)Whole(trimmed, long.MinValue, long.MaxValue);
        if (target == typeof(int)) return (int)Whole(trimmed, int.MinValue, int.MaxValue);
        if (target == typeof(DateTimeOffset)) return WireDate.Parse(trimmed);
        if (target == typeof(TimeSpan)) return Duration(trimmed);
        if (target.IsEnum) return Enumerated(target, trimmed);
        throw new NotSupportedException($"{target} is no scalar");
    }

    public static bool IsScalar(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var target && (target.IsEnum || target == typeof(string) || target == typeof(bool)
            || target == typeof(long) || target == typeof(int) || target == typeof(DateTimeOffset) || target == typeof(TimeSpan));

    public static FormatException Wrong(string expected, string text) => new($"'{text}' is not {expected}");

    private static bool Boolean(string text) => text.ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw Wrong("true or false", text),
    };

    private static decimal Whole(string text, decimal least, decimal most) =>
        decimal.TryParse(text, Number, CultureInfo.InvariantCulture, out var number)
            && decimal.Truncate(number) == number && number >= least && number <= most
            ? number
            : throw Wrong("a whole number", text);

    /// <summary>Hours, minutes, seconds, with days before them where there are any. TimeSpan.Parse would read 26:00:00 as days.</summary>
    private static TimeSpan Duration(string text)
    {
        var parts = Regex.Match(text, @"^(-)?(?:([0-9]{1,7})[.:])?([0-9]{1,7}):([0-5][0-9]):([0-5][0-9](?:\.[0-9]{1,7})?)$");
        if (!parts.Success) throw Wrong("a duration", text);
        var seconds = decimal.Parse(parts.Groups[5].Value, CultureInfo.InvariantCulture)
            + (60 * Part(4)) + (3600 * Part(3)) + (86400 * Part(2));
        return TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond) * (parts.Groups[1].Success ? -1 : 1));

        decimal Part(int group) =>
            parts.Groups[group].Success ? decimal.Parse(parts.Groups[group].Value, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>By number, or by word whatever its case and spaces ("Completed WithErrors"); an unknown word is Unknown where there is such.</summary>
    private static object Enumerated(Type type, string text)
    {
        var names = Enum.GetNames(type);
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return Enum.ToObject(type, Enum.IsDefined(type, number) || !names.Contains("Unknown") ? number : (int)Enum.Parse(type, "Unknown"));
        var word = text.Replace(" ", "").Replace("_", "");
        var name = names.FirstOrDefault(known => known.Equals(word, StringComparison.OrdinalIgnoreCase))
            ?? names.FirstOrDefault(known => known == "Unknown");
        return name == null ? throw Wrong($"one of {string.Join(", ", names)}", text) : Enum.Parse(type, name);
    }
}

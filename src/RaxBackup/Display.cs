using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;

namespace RaxBackup;

/// <summary>
/// The texts of the views' computed cells. Takes what a cell holds, also from an object that was serialized (where times, enums and
/// lists arrive as text, numbers and untyped lists); nothing gives an empty text, and what cannot be read is shown as it stands.
/// </summary>
public static partial class Display
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>A number of bytes in the service's own style: <c>35.3 MB</c>, 1 KB = 1024 bytes.</summary>
    /// <param name="bytes">Any kind of number.</param>
    public static string Size(object? bytes)
    {
        if (NumberOrNull(bytes) is not { } rest)
            return Text(bytes);
        var unit = 0;
        // 1023.95 and more would be rounded to 1024.0 of the smaller unit.
        for (; unit < Units.Length - 1 && Math.Abs(rest) >= (unit == 0 ? 1024m : 1023.95m); unit++)
            rest /= 1024m;
        return rest.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + Units[unit];
    }

    /// <summary>A number of bytes, short and exact: <c>12.3 MB (12897485 bytes)</c>.</summary>
    /// <param name="bytes">Any kind of number.</param>
    public static string ExactSize(object? bytes) =>
        NumberOrNull(bytes) is { } number && Math.Abs(number) >= 1024m
            ? $"{Size(bytes)} ({number.ToString("0", CultureInfo.InvariantCulture)} bytes)"
            : Size(bytes);

    /// <summary>An amount in three decimals, below one in three digits: <c>1234.5</c>, <c>0.0123</c>.</summary>
    /// <param name="amount">Any kind of number.</param>
    public static string Amount(object? amount) => NumberOrNull(amount) switch
    {
        null => Text(amount),
        { } number when Math.Abs(number) >= 1m || number == 0m => number.ToString("0.###", CultureInfo.InvariantCulture),
        { } number => ((double)number).ToString("G3", CultureInfo.InvariantCulture),
    };

    /// <summary>The first items of a list, with a count of the others: <c>/etc, /var/www (+3)</c>.</summary>
    /// <param name="items">A list, or one thing.</param>
    /// <param name="shown">How many are named.</param>
    public static string List(object? items, int shown = 2)
    {
        if (items is string || items is not IEnumerable list)
            return Text(items);
        var named = new List<string>();
        var others = 0;
        foreach (var item in list)
        {
            if (named.Count < shown)
                named.Add(Text(item));
            else
                others++;
        }
        return string.Join(", ", named) + (others == 0 ? "" : $" (+{others.ToString(CultureInfo.InvariantCulture)})");
    }

    /// <summary>How far a job is: <c>InProgress 42%</c>; where the word is not known here, <c>Unknown (the service's word)</c>.</summary>
    /// <param name="state">A <see cref="JobState"/>, its number or its name.</param>
    /// <param name="stateText">The service's own word or number, if any.</param>
    /// <param name="percentComplete">0 to 100, shown while the job runs.</param>
    public static string State(object? state, object? stateText = null, object? percentComplete = null)
    {
        if (EnumOrNull<JobState>(state) is not { } known)
            return Text(state);
        if (known == JobState.Unknown)
            return OrAsSpelt(known, stateText);
        var runs = known is JobState.Queued or JobState.InProgress or JobState.StartRequested or JobState.StopRequested or JobState.Preparing;
        return runs && NumberOrNull(percentComplete) is { } percent
            ? $"{known} {percent.ToString("0", CultureInfo.InvariantCulture)}%"
            : known.ToString();
    }

    /// <summary>Whether an agent answers; where the word is not known here, with the service's own: <c>Unknown (Dozing)</c>.</summary>
    /// <param name="status">An <see cref="AgentStatus"/>, its number or its name.</param>
    /// <param name="statusText">The service's own word, if any.</param>
    public static string Status(object? status, object? statusText = null) =>
        EnumOrNull<AgentStatus>(status) is { } known ? OrAsSpelt(known, statusText) : Text(status);

    /// <summary>What an agent did; where the word is not known here, with the service's own: <c>Unknown (Reindex)</c>.</summary>
    /// <param name="type">A <see cref="RaxBackup.ActivityType"/>, its number or its name.</param>
    /// <param name="typeText">The service's own word, if any.</param>
    public static string ActivityType(object? type, object? typeText = null) =>
        EnumOrNull<ActivityType>(type) is { } known ? OrAsSpelt(known, typeText) : Text(type);

    /// <summary>How long versions are kept: <c>30 days</c>, or <c>for ever</c> for 0.</summary>
    /// <param name="days">A number of days.</param>
    public static string Retention(object? days) => NumberOrNull(days) switch
    {
        null => Text(days),
        0m => "for ever",
        1m => "1 day",
        var number => number.Value.ToString("0", CultureInfo.InvariantCulture) + " days",
    };

    /// <summary>A key by its length and first digits: <c>RSA 2048 bits, A5261939...</c>; enough to tell two keys apart.</summary>
    /// <param name="modulusHex">The modulus in hexadecimal digits.</param>
    public static string Key(object? modulusHex)
    {
        var digits = Text(modulusHex);
        var bits = (digits.Length * 4).ToString(CultureInfo.InvariantCulture);
        return digits.Length <= 8 ? digits : $"RSA {bits} bits, {digits.Substring(0, 8)}...";
    }

    private static string OrAsSpelt(Enum known, object? asSpelt) =>
        known.ToString() is "Unknown" && Text(asSpelt) is { Length: > 0 } spelt && spelt != "Unknown" ? $"Unknown ({spelt})" : known.ToString();

    private static string Text(object? value) => value switch
    {
        null => "",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static decimal? NumberOrNull(object? value)
    {
        if (value is double or float && !(Math.Abs(Convert.ToDouble(value, CultureInfo.InvariantCulture)) < 1e28))
            return null;
        return decimal.TryParse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static T? EnumOrNull<T>(object? value) where T : struct, Enum =>
        Enum.TryParse<T>(Text(value), ignoreCase: true, out var known) && Enum.IsDefined(typeof(T), known) ? known : null;
}

using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RaxBackup.Client.Json;

/// <summary>Sizes as the service writes them for people ("35.3 MB"), or as a number of bytes.</summary>
internal static class WireSize
{
    private const string Units = "KMGTP";

    /// <summary>Bytes (1 KB = 1024); null for an empty text.</summary>
    public static long? Parse(string text)
    {
        if (text.Trim().Length == 0) return null;
        const string Pattern = @"^([0-9]+(?:\.[0-9]+)?)(?:\s*(?:([KMGTP])i?B|B|bytes?))?$";
        var match = Regex.Match(text.Trim(), Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        if (!match.Success || !decimal.TryParse(match.Groups[1].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            throw Scalars.Wrong("a size such as 35.3 MB", text);

        var power = match.Groups[2].Success ? Units.IndexOf(match.Groups[2].Value.ToUpperInvariant(), StringComparison.Ordinal) + 1 : 0;
        for (; power > 0; power--)
        {
            if (number > long.MaxValue) throw Scalars.Wrong("a size that a computer has", text);
            number *= 1024;
        }
        return number <= long.MaxValue ? (long)decimal.Round(number) : throw Scalars.Wrong("a size that a computer has", text);
    }
}

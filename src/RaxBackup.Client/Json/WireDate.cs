using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RaxBackup.Client.Json;

/// <summary>ASP.NET's dates: /Date(1357817400000)/, also with a zone, which changes nothing about the moment.</summary>
internal static class WireDate
{
    private static readonly DateTimeOffset Epoch = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>DateTime.MinValue as a machine in any zone writes it: year 1 means that there is no date.</summary>
    private static readonly long EndOfYearOne = (long)(new DateTimeOffset(2, 1, 1, 0, 0, 0, TimeSpan.Zero) - Epoch).TotalMilliseconds;

    private static readonly long Last = (long)(DateTimeOffset.MaxValue - Epoch).TotalMilliseconds;

    public static DateTimeOffset? Parse(string text)
    {
        var match = Regex.Match(text, @"^/Date\((-?[0-9]+)([+-][0-9]{4})?\)/$");
        if (!match.Success
            || !long.TryParse(match.Groups[1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds > Last)
            throw Scalars.Wrong("a date such as /Date(1357817400000)/", text);
        return milliseconds < EndOfYearOne ? null : Epoch.AddMilliseconds(milliseconds);
    }
}

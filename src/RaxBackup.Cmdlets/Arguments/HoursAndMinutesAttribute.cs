using System;
using System.Globalization;

namespace RaxBackup.Cmdlets;

/// <summary>A time of day or a duration, as a [timespan] or as text with a colon: a bare 25 would be 25 days, or 25 ten-millionths of a second.</summary>
internal sealed class HoursAndMinutesAttribute : ExactArgumentAttribute
{
    /// <inheritdoc />
    protected override object? Read(object value, string text) => value switch
    {
        TimeSpan => value,
        string => text.Contains(":") && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : null,
        _ => null,
    };

    /// <inheritdoc />
    protected override string Expected(string shown) => Text.HoursAndMinutesExpected(shown);
}

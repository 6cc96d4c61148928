using System;
using System.Globalization;

namespace RaxBackup.Cmdlets;

/// <summary>
/// A time written as text means the same in every culture, as PowerShell's own [datetime] does; left to the binder, 2020-01-31
/// would be read by the calendar of whoever runs the script. Without a zone it is this machine's time.
/// </summary>
internal sealed class PointInTimeAttribute : ExactArgumentAttribute
{
    /// <inheritdoc />
    protected override object? Read(object value, string text) => value switch
    {
        DateTimeOffset or DateTime => value,
        string => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var time) ? time : value,
        _ => null,
    };

    /// <inheritdoc />
    protected override string Expected(string shown) => Text.PointInTimeExpected(shown);
}

using System;
using System.Globalization;

namespace RaxBackup.Cmdlets;

/// <summary>The header Retry-After in either of its forms: a whole number or a span is seconds, a time is a date as HTTP writes it.</summary>
internal sealed class RetryAfterAttribute : ExactArgumentAttribute
{
    /// <inheritdoc />
    protected override object? Read(object value, string text) => value switch
    {
        DateTimeOffset time => Date(time),
        DateTime time => Date(time),
        TimeSpan span => Seconds(Math.Ceiling(span.TotalSeconds)),
        int or long => Seconds(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        string when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) => Seconds(seconds),
        string when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var time) => Date(time),
        _ => null,
    };

    /// <inheritdoc />
    protected override string Expected(string shown) => Text.RetryAfterExpected(shown);

    private static string Date(DateTimeOffset time) => time.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture);

    private static string? Seconds(double seconds) =>
        seconds is >= 0 and <= int.MaxValue ? seconds.ToString("0", CultureInfo.InvariantCulture) : null;
}

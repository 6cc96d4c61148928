using System;
using System.Globalization;

namespace RaxBackup.Cmdlets;

/// <summary>An id, a count, a number of seconds: a whole number, or the text of one, as in a CSV file.</summary>
internal sealed class WholeNumberAttribute : ExactArgumentAttribute
{
    private const double LargestExact = 1L << 53;

    /// <summary>Whether a path stands at the same position: one is left alone, so that the binder can try it there.</summary>
    public bool OrPath { get; set; }

    /// <inheritdoc />
    protected override object? Read(object value, string text) => value switch
    {
        long or int => value,
        string => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
            : OrPath && text.IndexOfAny(['/', '\\']) >= 0 ? value : null,
        double number => number == Math.Floor(number) && Math.Abs(number) <= LargestExact ? (long)number : null,
        float number => Read((double)number, text),
        byte or sbyte or short or ushort or uint or ulong or decimal => OfDecimal(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        _ => null,
    };

    /// <inheritdoc />
    protected override string Expected(string shown) => Text.WholeNumberExpected(shown);

    private static object? OfDecimal(decimal number) =>
        number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue ? (long)number : null;
}

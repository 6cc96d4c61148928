using System;
using System.Globalization;

namespace RaxBackup.Cmdlets;

/// <summary>A number that need not be whole, or the text of one, with a point in every culture.</summary>
internal sealed class FractionAttribute : ExactArgumentAttribute
{
    /// <inheritdoc />
    protected override object? Read(object value, string text) => value switch
    {
        string => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        double or float or decimal or int or long => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <inheritdoc />
    protected override string Expected(string shown) => Text.FractionExpected(shown);
}

using System;
using System.Globalization;

namespace RaxBackup.Client.Usage.Html;

/// <summary>Numbers as people read them, in the invariant culture.</summary>
internal static class Numbers
{
    /// <summary>With thousands separated: two decimals from 1 on unless it is whole, four significant digits below.</summary>
    public static string Readable(decimal value)
    {
        var size = Math.Abs(value);
        if (size >= 1 || size == 0)
            return value.ToString(Math.Round(value, 9) == Math.Round(value) ? "#,##0" : "#,##0.00", CultureInfo.InvariantCulture);
        var decimals = Math.Min(27, 3 - (int)Math.Floor(Math.Log10((double)size)));
        return Math.Round(value, decimals).ToString("0.###########################", CultureInfo.InvariantCulture);
    }

    /// <summary>Every digit.</summary>
    public static string Exact(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>For an axis: 2.5k, 40M; small numbers as they are.</summary>
    public static string Short(double value) => value switch
    {
        >= 1e15 => value.ToString("0.##E+0", CultureInfo.InvariantCulture),
        >= 1e12 => Shortened(value / 1e12, "T"),
        >= 1e9 => Shortened(value / 1e9, "G"),
        >= 1e6 => Shortened(value / 1e6, "M"),
        >= 1e4 => Shortened(value / 1e3, "k"),
        0 or >= 0.0001 => Math.Round(value, 6).ToString("#,##0.######", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##E+0", CultureInfo.InvariantCulture),
    };

    private static string Shortened(double value, string suffix) => value.ToString("0.##", CultureInfo.InvariantCulture) + suffix;
}

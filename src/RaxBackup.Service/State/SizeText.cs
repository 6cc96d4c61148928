using System.Globalization;

namespace RaxBackup.Service.State;

/// <summary>Sizes as the reports write them: "3.7 GB", "18 MB", 1 KB = 1024 bytes.</summary>
internal static class SizeText
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB", "EB"];

    public static string Of(long bytes)
    {
        var value = (double)bytes;
        var unit = 0;
        // From 1023.95 on one decimal would be written as 1024.0.
        while (value >= 1023.95 && unit < Units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return value.ToString(unit == 0 ? "0" : "0.#", CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}

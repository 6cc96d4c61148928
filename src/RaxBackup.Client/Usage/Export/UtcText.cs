using System;

namespace RaxBackup.Client.Usage.Export;

/// <summary>Times in UTC as ISO 8601 has them. Written digit by digit: the framework's own way takes longer than all else in a line.</summary>
internal static class UtcText
{
    private const int MostDecimals = 7;

    /// <summary>With milliseconds, and finer where there is finer, so that all times of a column look alike: <c>2026-11-22T13:05:10.000Z</c>.</summary>
    public static string Of(DateTime time) => Of(time, 3);

    /// <summary>As short as it can be: <c>2026-11-22T13:05:10Z</c>.</summary>
    public static string Short(DateTime time) => Of(time, 0);

    private static string Of(DateTime time, int leastDecimals)
    {
        var text = new char[28];
        Put(text, 0, 4, time.Year, '-');
        Put(text, 5, 2, time.Month, '-');
        Put(text, 8, 2, time.Day, 'T');
        Put(text, 11, 2, time.Hour, ':');
        Put(text, 14, 2, time.Minute, ':');
        Put(text, 17, 2, time.Second, '.');
        var fraction = (int)(time.Ticks % TimeSpan.TicksPerSecond);
        var decimals = MostDecimals;
        for (; decimals > leastDecimals && fraction % 10 == 0; fraction /= 10)
            decimals--;
        Put(text, 20, decimals, fraction, 'Z');
        if (decimals == 0)
            text[19] = 'Z';
        return new string(text, 0, decimals == 0 ? 20 : 21 + decimals);
    }

    private static void Put(char[] text, int at, int digits, int number, char then)
    {
        for (var i = at + digits - 1; i >= at; i--, number /= 10)
            text[i] = (char)('0' + (number % 10));
        text[at + digits] = then;
    }
}

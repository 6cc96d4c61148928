using System;

namespace RaxBackup.Client.Usage.Export;

/// <summary>A time in UTC as ISO 8601 has it: <c>2026-11-22T13:05:10.25Z</c>, with as many decimals as it has.</summary>
internal static class UtcText
{
    public static string Of(DateTimeOffset time) => Of(time.UtcDateTime);

    /// <summary>Written digit by digit: the framework's own takes longer than all else in a line.</summary>
    public static string Of(DateTime time)
    {
        var text = new char[28];
        Put(text, 0, 4, time.Year, '-');
        Put(text, 5, 2, time.Month, '-');
        Put(text, 8, 2, time.Day, 'T');
        Put(text, 11, 2, time.Hour, ':');
        Put(text, 14, 2, time.Minute, ':');
        Put(text, 17, 2, time.Second, 'Z');
        var fraction = (int)(time.Ticks % TimeSpan.TicksPerSecond);
        if (fraction == 0)
            return new string(text, 0, 20);
        var digits = 7;
        for (; fraction % 10 == 0; fraction /= 10)
            digits--;
        text[19] = '.';
        Put(text, 20, digits, fraction, 'Z');
        return new string(text, 0, 21 + digits);
    }

    private static void Put(char[] text, int at, int digits, int number, char then)
    {
        for (var i = at + digits - 1; i >= at; i--, number /= 10)
            text[i] = (char)('0' + (number % 10));
        text[at + digits] = then;
    }
}

using System;

namespace RaxBackup.Client.Feeds;

/// <summary>XML's times alone (.NET would make today of 10:19, and a day of 1.5); UTC where the text has no zone.</summary>
internal static class FeedTime
{
    private const int Seconds = 19; // yyyy-MM-ddTHH:mm:ss

    /// <summary>The time; null where there is no text.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        if (text == null) return null;
        var trimmed = text.Trim();
        return trimmed.Length == 0 ? null
            : Parse(trimmed) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : throw new FormatException($"'{trimmed}' is not a time");
    }

    private static long? Parse(string s)
    {
        if (s.Length < Seconds || s[4] != '-' || s[7] != '-' || s[10] != 'T' || s[13] != ':' || s[16] != ':') return null;
        int month = Two(s, 5), day = Two(s, 8), hour = Two(s, 11), minute = Two(s, 14), second = Two(s, 17);
        var year = (Two(s, 0) * 100) + Two(s, 2);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(Math.Min(year, 9999), month)) return null;
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59) return null;

        var at = Seconds;
        var ticks = new DateTime(year, month, day, hour, minute, second).Ticks;
        if (at < s.Length && s[at] == '.')
        {
            if (Fraction(s, ref at) is not { } fraction) return null;
            ticks += fraction;
        }
        if (Zone(s, at) is not { } zone) return null;
        ticks -= zone;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? ticks : null;
    }

    /// <summary>Two digits; so far below zero that no sum with it is above, where they are none.</summary>
    private static int Two(string s, int at)
    {
        int tens = s[at] - '0', ones = s[at + 1] - '0';
        return (uint)tens > 9 || (uint)ones > 9 ? -100000 : (tens * 10) + ones;
    }

    /// <summary>Ticks of a part of a second, rounded where it is finer.</summary>
    private static long? Fraction(string s, ref int at)
    {
        var ticks = 0L;
        var unit = TimeSpan.TicksPerSecond;
        var first = ++at;
        for (; at < s.Length && (uint)(s[at] - '0') <= 9; at++)
        {
            unit /= 10;
            if (unit > 0) ticks += (s[at] - '0') * unit;
            else if (at - first == 7 && s[at] >= '5') ticks++;
        }
        return at > first ? ticks : null;
    }

    private static long? Zone(string s, int at)
    {
        if (at == s.Length || (at == s.Length - 1 && s[at] == 'Z')) return 0;
        if (at != s.Length - 6 || s[at] is not ('+' or '-') || s[at + 3] != ':') return null;
        int hours = Two(s, at + 1), minutes = Two(s, at + 4);
        if (hours < 0 || minutes is < 0 or > 59 || (hours * 60) + minutes > 14 * 60) return null;
        var ticks = ((hours * 60) + minutes) * TimeSpan.TicksPerMinute;
        return s[at] == '-' ? -ticks : ticks;
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using TimeZoneConverter;

namespace RaxBackup.Client;

/// <summary>Windows and IANA time zone ids, alike on every platform.</summary>
internal static class TimeZones
{
    /// <summary>Every id that is known, of both kinds, sorted.</summary>
    public static IReadOnlyList<string> KnownIds =>
        [.. TZConvert.KnownWindowsTimeZoneIds.Concat(TZConvert.KnownIanaTimeZoneNames).Distinct().OrderBy(id => id, StringComparer.Ordinal)];

    /// <summary>The Windows id of a zone named by either kind of id; throws RaxBackupException TimeZoneUnknown.</summary>
    public static string ToWindowsId(string windowsOrIana)
    {
        var id = windowsOrIana.Trim();
        return TZConvert.KnownWindowsTimeZoneIds.FirstOrDefault(known => known.Equals(id, StringComparison.OrdinalIgnoreCase))
            ?? (TZConvert.TryIanaToWindows(id, out var windows) ? windows : throw Unknown(windowsOrIana));
    }

    /// <summary>The zone named by either kind of id; throws RaxBackupException TimeZoneUnknown.</summary>
    public static TimeZoneInfo Find(string windowsOrIana) => FindOrNull(windowsOrIana) ?? throw Unknown(windowsOrIana);

    /// <summary>The zone, or null where neither list nor this machine knows it.</summary>
    public static TimeZoneInfo? FindOrNull(string windowsOrIana)
    {
        var id = windowsOrIana.Trim();
        var known = TZConvert.KnownWindowsTimeZoneIds.Contains(id, StringComparer.OrdinalIgnoreCase) || TZConvert.TryIanaToWindows(id, out _);
        return known && TZConvert.TryGetTimeZoneInfo(id, out var zone) ? zone : null;
    }

    private static RaxBackupException Unknown(string id)
    {
        var failure = Failure.Of(FailureKind.InvalidArgument, nameof(Text.TimeZoneUnknown), id);
        failure.Target = id;
        return failure;
    }
}

using System;

namespace RaxBackup.Client;

/// <summary>Windows and IANA time zone ids, alike on every platform.</summary>
internal static class TimeZones
{
    /// <summary>The Windows id of a zone named by either kind of id; throws RaxBackupException TimeZoneUnknown.</summary>
    /// <summary>Every id known, of both kinds.</summary>
    public static System.Collections.Generic.IReadOnlyList<string> KnownIds => throw new NotSupportedException();

    public static string ToWindowsId(string windowsOrIana) => throw new NotSupportedException();

    /// <summary>The zone named by either kind of id; throws RaxBackupException TimeZoneUnknown.</summary>
    public static TimeZoneInfo Find(string windowsOrIana) => throw new NotSupportedException();
}

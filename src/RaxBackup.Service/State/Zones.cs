using System;
using System.Collections.Concurrent;
using TimeZoneConverter;

namespace RaxBackup.Service.State;

/// <summary>Time zones by their Windows ids (the wire's) or IANA ids, on every platform.</summary>
internal static class Zones
{
    private static readonly ConcurrentDictionary<string, TimeZoneInfo?> Known = new(StringComparer.OrdinalIgnoreCase);

    public static TimeZoneInfo? Find(string id) =>
        Known.GetOrAdd(id, static name => TZConvert.TryGetTimeZoneInfo(name, out var zone) ? zone : null);
}

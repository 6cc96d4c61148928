using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Client.Usage.Html;

/// <summary>How the page calls and orders what is measured.</summary>
internal static class MeterNames
{
    private static readonly (string Meter, string Name)[] All =
    [
        ("backup.bandwidthIn", "Backup, in"), ("backup.bandwidthOut", "Backup, out"),
        ("files.bandwidthIn", "Files, in"), ("files.bandwidthOut", "Files, out"), ("files.cdnBandwidthOut", "Files, CDN out"),
        ("backup.storage", "Backup storage"), ("blockstorage.SATA", "SATA volumes"), ("blockstorage.SSD", "SSD volumes"),
        ("blockstorage.snapshot", "Volume snapshots"), ("files.disk", "Files storage"),
        ("backup.license", "Backup licences"), ("databases.storage", "Database storage"), ("databases.memory", "Database memory"),
        ("files.freeops", "Files, free operations"), ("files.costops", "Files, priced operations"),
    ];

    private static readonly Dictionary<string, string> Headings = new()
    {
        ["GB"] = "Transfer",
        ["GB-Month"] = "Storage",
        ["Agent-Hours"] = "Licences",
        ["GB-Hours"] = "Database storage",
        ["MB-Hours"] = "Database memory",
        ["Operations"] = "Operations",
    };

    public static string NameOf(string meter) => All.FirstOrDefault(known => known.Meter == meter).Name ?? meter;

    public static int OrderOf(string meter)
    {
        for (var i = 0; i < All.Length; i++)
        {
            if (All[i].Meter == meter)
                return i;
        }
        return All.Length;
    }

    public static string HeadingOf(string unit) => Headings.TryGetValue(unit, out var heading) ? heading : unit;
}

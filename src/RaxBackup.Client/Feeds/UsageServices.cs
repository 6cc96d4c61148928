using System;

namespace RaxBackup.Client.Feeds;

/// <summary>Which of the four feeds an entry is of, as far as the entry itself tells.</summary>
internal static class UsageServices
{
    public static UsageService? Of(UsageEvent entry, string? link) =>
        Named(Segment((entry.Product as UnknownProduct)?.Namespace, "/usage/"))
        ?? OfProduct(entry.Product)
        ?? Named(entry.Product?.ServiceCode)
        ?? Named(entry.Type?.Split('.')[0])
        ?? Named(Segment(link, "/events", before: true));

    private static UsageService? OfProduct(UsageProduct? product) => product switch
    {
        BackupBandwidthIn or BackupBandwidthOut or BackupLicense or BackupStorage => UsageService.Backup,
        VolumeUsage or VolumeSnapshotUsage => UsageService.BlockStorage,
        FilesBandwidth or FilesCdnBandwidth or FilesStorage => UsageService.Files,
        DatabaseUsage => UsageService.Databases,
        _ => null,
    };

    private static UsageService? Named(string? name) => name?.ToLowerInvariant() switch
    {
        "cloudbackup" or "backup" => UsageService.Backup,
        "cloudblockstorage" or "cbs" => UsageService.BlockStorage,
        "cloudfiles" or "files" => UsageService.Files,
        "clouddatabase" or "dbaas" => UsageService.Databases,
        _ => null,
    };

    /// <summary>The part of an address after a mark, or before it.</summary>
    private static string? Segment(string? address, string mark, bool before = false)
    {
        if (address == null || address.IndexOf(mark, StringComparison.Ordinal) is var at && at < 0) return null;
        if (before) return address.Substring(0, at) is var head ? head.Substring(head.LastIndexOf('/') + 1) : null;
        var rest = address.Substring(at + mark.Length);
        return rest.IndexOf('/') is var end && end < 0 ? rest : rest.Substring(0, end);
    }
}

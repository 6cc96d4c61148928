namespace RaxBackup.Client.Feeds;

/// <summary>One row for each product message and version that has a class; all others are kept whole.</summary>
internal static class Products
{
    private const string Usage = "http://docs.rackspace.com/usage/";

    public static UsageProduct Read(ProductElement p)
    {
        var product = Known(p) ?? new UnknownProduct { Namespace = p.Namespace, Attributes = p.All() };
        product.ServiceCode = p.ServiceCode;
        product.ResourceType = p.ResourceType;
        product.Version = p.Version;
        return product;
    }

    private static UsageProduct? Known(ProductElement p) => p.Namespace switch
    {
        Usage + "cloudbackup/bandwidthIn" when p.Version is "1" =>
            new BackupBandwidthIn { BandwidthIn = p.Count("bandwidthIn"), ServerId = p.Find("serverID") },
        Usage + "cloudbackup/bandwidthOut" when p.Version is "1" =>
            new BackupBandwidthOut { BandwidthOut = p.Count("bandwidthOut"), ServerId = p.Find("serverID") },
        Usage + "cloudbackup/license" when p.Version is "1" => new BackupLicense { ServerId = p.Find("serverID") },
        Usage + "cloudbackup/license" when p.Version is "3" =>
            new BackupLicense { ServerId = p.Find("serverID"), ServerName = p.Find("serverName"), External = p.Flag("external") },
        Usage + "cloudbackup/storage" when p.Version is "1" => new BackupStorage { Storage = p.Count("storage"), ServerId = p.Find("serverID") },
        Usage + "cbs" when p.Version is "1" => new VolumeUsage { Type = p.Find("type"), Provisioned = p.Whole("provisioned") },
        Usage + "cbs/snapshot" when p.Version is "1" => new VolumeSnapshotUsage { Snapshot = p.Size("snapshot") },
        Usage + "cloudfiles/bandwidth" when p.Version is "1" =>
            new FilesBandwidth { BandwidthIn = p.Count("bandwidthIn"), BandwidthOut = p.Count("bandwidthOut") },
        Usage + "cloudfiles/cdnbandwidth" when p.Version is "1" => new FilesCdnBandwidth { CdnBandwidthOut = p.Count("cdnBandwidthOut") },
        Usage + "cloudfiles/storage" when p.Version is "1" =>
            new FilesStorage { Disk = p.Count("disk"), Freeops = p.Count("freeops"), Costops = p.Count("costops") },
        Usage + "dbaas" when p.Version is "1" => new DatabaseUsage { Memory = p.Whole("memory"), Storage = p.Whole("storage") },
        Usage + "dbaas" when p.Version is "2" or "3" => new DatabaseUsage
        {
            Memory = p.Whole("memory"),
            Storage = p.WholeOrNull("storage"),
            DbVersion = p.Find("dbVersion"),
            IsHAInstance = p.Version == "3" && p.Flag("isHAInstance"),
        },
        _ => null,
    };
}

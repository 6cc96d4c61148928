using System.Globalization;

namespace RaxBackup;

/// <summary>Space provisioned for a volume (usage/cbs, version 1).</summary>
public class VolumeUsage : UsageProduct
{
    /// <summary>Kind of volume: <c>SATA</c> or <c>SSD</c>.</summary>
    public string? Type { get; set; }
    /// <summary>Gigabytes provisioned.</summary>
    public long Provisioned { get; set; }
    /// <summary>What was used, short: <c>SATA 120 GB</c>.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} {1} GB", Type ?? "Volume", Provisioned);
}

/// <summary>Space that a volume's snapshot takes (usage/cbs/snapshot, version 1).</summary>
public class VolumeSnapshotUsage : UsageProduct
{
    /// <summary>Gigabytes stored.</summary>
    public double Snapshot { get; set; }
    /// <summary>What was used, short: <c>Snapshot 120.3 GB</c>.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "Snapshot {0:0.#} GB", Snapshot);
}

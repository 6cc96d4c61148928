namespace RaxBackup;

/// <summary>Bandwidth of an account's Cloud Files (usage/cloudfiles/bandwidth, version 1).</summary>
public class FilesBandwidth : UsageProduct
{
    /// <summary>Bytes received, exact.</summary>
    public ulong BandwidthIn { get; set; }
    /// <summary>Bytes sent, exact.</summary>
    public ulong BandwidthOut { get; set; }
    /// <summary>What was used, short: <c>In 12.3 MB, out 4.5 MB</c>.</summary>
    public override string ToString() => $"In {Display.Size(BandwidthIn)}, out {Display.Size(BandwidthOut)}";
}

/// <summary>Bandwidth of an account's containers in the content delivery network (usage/cloudfiles/cdnbandwidth, version 1).</summary>
public class FilesCdnBandwidth : UsageProduct
{
    /// <summary>Bytes sent, exact.</summary>
    public ulong CdnBandwidthOut { get; set; }
    /// <summary>What was used, short: <c>CDN out 12.3 MB</c>.</summary>
    public override string ToString() => "CDN out " + Display.Size(CdnBandwidthOut);
}

/// <summary>Space and operations of an account's Cloud Files (usage/cloudfiles/storage, version 1).</summary>
public class FilesStorage : UsageProduct
{
    /// <summary>Bytes stored, exact.</summary>
    public ulong Disk { get; set; }
    /// <summary>Operations without a price, a count.</summary>
    public ulong Freeops { get; set; }
    /// <summary>Operations with a price, a count.</summary>
    public ulong Costops { get; set; }
    /// <summary>What was used, short: <c>Disk 5.0 GB</c>.</summary>
    public override string ToString() => "Disk " + Display.Size(Disk);
}

namespace RaxBackup;

/// <summary>Inbound bandwidth of an agent (usage/cloudbackup/bandwidthIn, version 1).</summary>
public class BackupBandwidthIn : UsageProduct
{
    /// <summary>Bytes received, exact.</summary>
    public ulong BandwidthIn { get; set; }
    /// <summary>Server of the agent: an old integer or a UUID.</summary>
    public string? ServerId { get; set; }
    /// <summary>What was used, short: <c>In 12.3 MB</c>.</summary>
    public override string ToString() => "In " + Display.Size(BandwidthIn);
}

/// <summary>Outbound bandwidth of an agent (usage/cloudbackup/bandwidthOut, version 1).</summary>
public class BackupBandwidthOut : UsageProduct
{
    /// <summary>Bytes sent, exact.</summary>
    public ulong BandwidthOut { get; set; }
    /// <summary>Server of the agent: an old integer or a UUID.</summary>
    public string? ServerId { get; set; }
    /// <summary>What was used, short: <c>Out 12.3 MB</c>.</summary>
    public override string ToString() => "Out " + Display.Size(BandwidthOut);
}

/// <summary>An agent's licence for a span or a moment (usage/cloudbackup/license, versions 1 and 3).</summary>
public class BackupLicense : UsageProduct
{
    /// <summary>Server of the agent: an old integer or a UUID; optional in version 3.</summary>
    public string? ServerId { get; set; }
    /// <summary>Name of the server (version 3).</summary>
    public string? ServerName { get; set; }
    /// <summary>Whether the server is outside Rackspace (version 3; false where it is not told).</summary>
    public bool External { get; set; }
    /// <summary>What was used: <c>License</c>.</summary>
    public override string ToString() => "License";
}

/// <summary>Space that an agent's backups take in Cloud Files (usage/cloudbackup/storage, version 1).</summary>
public class BackupStorage : UsageProduct
{
    /// <summary>Bytes stored, exact.</summary>
    public ulong Storage { get; set; }
    /// <summary>Server of the agent: an old integer or a UUID.</summary>
    public string? ServerId { get; set; }
    /// <summary>What was used, short: <c>Storage 5.0 GB</c>.</summary>
    public override string ToString() => "Storage " + Display.Size(Storage);
}

using System.Collections.Generic;

namespace RaxBackup.Service.Feeds;

/// <summary>
/// One of the messages that feeds carry: its product and the attributes of event and product, in the order in which the reference's
/// samples have them.
/// </summary>
internal sealed record UsageMessage(string Feed, string Prefix, string Product, string Version, string ProductAttributes)
{
    private const string Sorted = "dataCenter endTime environment eventTime id region resourceId resourceName rootAction startTime tenantId type version";
    private const string ByName = "id version resourceId tenantId startTime endTime type dataCenter region";
    private const string Database = "serviceCode version resourceType memory storage";

    public static readonly UsageMessage BandwidthIn =
        new("backup", "cb-bin", "cloudbackup/bandwidthIn", "1", "bandwidthIn resourceType serverID serviceCode version");

    public static readonly UsageMessage BandwidthOut =
        new("backup", "cb-bout", "cloudbackup/bandwidthOut", "1", "bandwidthOut resourceType serverID serviceCode version");

    public static readonly UsageMessage License = new("backup", "cb-lic", "cloudbackup/license", "1", "resourceType serverID serviceCode version");

    /// <summary>The documents head it "version 2".</summary>
    public static readonly UsageMessage LicenseSnapshot =
        new("backup", "cb-lic", "cloudbackup/license", "3", "version serviceCode serverID serverName external resourceType")
        {
            EventAttributes = "eventTime region dataCenter type id resourceId tenantId version".Split(' '),
        };

    public static readonly UsageMessage Storage =
        new("backup", "cb-store", "cloudbackup/storage", "1", "resourceType serverID serviceCode storage version");

    public static readonly UsageMessage Volume = new("cbs", "cbs", "cbs", "1", "provisioned resourceType serviceCode type version")
    {
        Title = "CBS Usage",
    };

    public static readonly UsageMessage Snapshot = new("cbs", "cbs", "cbs/snapshot", "1", "resourceType serviceCode snapshot version")
    {
        Title = "CBS Usage",
    };

    public static readonly UsageMessage FilesBandwidth =
        new("files", "cf-b", "cloudfiles/bandwidth", "1", "bandwidthIn bandwidthOut serviceCode version");

    public static readonly UsageMessage FilesCdn = new("files", "cf-cdn", "cloudfiles/cdnbandwidth", "1", "cdnBandwidthOut serviceCode version");

    public static readonly UsageMessage FilesStorage = new("files", "cf-str", "cloudfiles/storage", "1", "costops disk freeops serviceCode version");

    public static readonly UsageMessage Database1 = new("dbaas", "dbaas", "dbaas", "1", "memory resourceType serviceCode storage version")
    {
        Title = "DBaas Usage",
    };

    public static readonly UsageMessage Database2 = new("dbaas", "sample", "dbaas", "2", $"{Database} dbVersion")
    {
        Title = "CloudDatabase", TitleType = null, EventAttributes = ByName.Split(' '),
    };

    public static readonly UsageMessage Database3 = new("dbaas", "sample", "dbaas", "3", $"{Database} isHAInstance dbVersion")
    {
        Title = "CloudDatabase", TitleType = null, EventAttributes = ByName.Split(' '),
    };

    /// <summary>All thirteen.</summary>
    public static readonly IReadOnlyList<UsageMessage> All =
    [
        BandwidthIn, BandwidthOut, License, LicenseSnapshot, Storage, Volume, Snapshot, FilesBandwidth, FilesCdn, FilesStorage,
        Database1, Database2, Database3,
    ];

    public string Namespace { get; } = $"http://docs.rackspace.com/usage/{Product}";

    public IReadOnlyList<string> EventAttributes { get; init; } = Sorted.Split(' ');

    public IReadOnlyList<string> Attributes { get; } = ProductAttributes.Split(' ');

    public string? Title { get; init; }

    public string? TitleType { get; init; } = "text";

    public string ServiceCode => Feed switch
    {
        FeedName.Backup => "CloudBackup",
        FeedName.BlockStorage => "CloudBlockStorage",
        FeedName.Files => "CloudFiles",
        _ => "CloudDatabase",
    };

    /// <summary>What it is about, where that is always the same; null where nothing or the event says.</summary>
    public string? ResourceType => Feed switch
    {
        FeedName.Backup => "AGENT",
        FeedName.BlockStorage => "VOLUME",
        FeedName.Files => null,
        _ => "MYSQL",
    };
}

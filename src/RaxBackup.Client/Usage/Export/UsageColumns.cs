using System.Collections.Generic;
using Newtonsoft.Json;

namespace RaxBackup.Client.Usage.Export;

/// <summary>The columns of an event, in their order, which is part of what users rely on. Quantities carry their unit in their name.</summary>
internal static class UsageColumns
{
    /// <summary>The first two, which tell an event from any other.</summary>
    public const string EventId = "EventId", Service = "Service";

    private static readonly string[] Services = ["Backup", "BlockStorage", "Files", "Databases"];

    public static void Write(UsageEvent usage, IFields to)
    {
        to.Text(EventId, usage.EventId);
        to.Text(Service, NameOf(usage.Service));
        to.Text("Type", usage.Type);
        to.Text("EventType", usage.EventType);
        to.Text("Region", usage.Region);
        to.Text("DataCenter", usage.DataCenter);
        to.Text("TenantId", usage.TenantId);
        to.Text("ResourceId", usage.ResourceId);
        to.Text("ResourceName", usage.ResourceName);
        to.Text("Environment", usage.Environment);
        to.Time("StartTime", usage.StartTime);
        to.Time("EndTime", usage.EndTime);
        to.Time("EventTime", usage.EventTime);
        to.Time("Published", usage.Published);
        to.Time("Updated", usage.Updated);
        to.Text("SourceEventId", usage.SourceEventId);
        var product = usage.Product;
        to.Text("Product", product?.GetType().Name);
        to.Text("ServiceCode", product?.ServiceCode);
        to.Text("ResourceType", product?.ResourceType);
        to.Text("Version", product?.Version);
        WriteQuantities(product, to);
        to.List("Categories", usage.Categories);
        to.Text("Content", usage.Content);
    }

    public static string NameOf(UsageService service) =>
        (uint)service < (uint)Services.Length ? Services[(int)service] : service.ToString();

    private static void WriteQuantities(UsageProduct? product, IFields to)
    {
        var license = product as BackupLicense;
        var files = product as FilesStorage;
        var volume = product as VolumeUsage;
        var database = product as DatabaseUsage;
        var unknown = product as UnknownProduct;
        to.Text("ServerId", product switch
        {
            BackupBandwidthIn given => given.ServerId,
            BackupBandwidthOut given => given.ServerId,
            BackupStorage given => given.ServerId,
            _ => license?.ServerId,
        });
        to.Text("ServerName", license?.ServerName);
        to.Flag("External", license?.External);
        to.Count("BandwidthInBytes", product switch { BackupBandwidthIn given => given.BandwidthIn, FilesBandwidth given => given.BandwidthIn, _ => null });
        to.Count("BandwidthOutBytes", product switch { BackupBandwidthOut given => given.BandwidthOut, FilesBandwidth given => given.BandwidthOut, _ => null });
        to.Count("CdnBandwidthOutBytes", (product as FilesCdnBandwidth)?.CdnBandwidthOut);
        to.Count("StorageBytes", (product as BackupStorage)?.Storage);
        to.Count("DiskBytes", files?.Disk);
        to.Count("FreeOps", files?.Freeops);
        to.Count("CostOps", files?.Costops);
        to.Text("VolumeType", volume?.Type);
        to.Number("ProvisionedGB", volume?.Provisioned);
        to.Real("SnapshotGB", (product as VolumeSnapshotUsage)?.Snapshot);
        to.Number("MemoryMB", database?.Memory);
        to.Number("StorageGB", database?.Storage);
        to.Text("DbVersion", database?.DbVersion);
        to.Flag("IsHAInstance", database?.IsHAInstance);
        to.Text("Namespace", unknown?.Namespace);
        to.Text("Attributes", unknown is null ? null : JsonConvert.SerializeObject(unknown.Attributes));
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RaxBackup.Client.Usage.Export;

/// <summary>Reads back the lines that <see cref="JsonlLines"/> writes.</summary>
internal static class JsonlReader
{
    private const string Urn = "urn:uuid:";
    private static readonly JsonLoadSettings Load = new() { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Replace };

    /// <summary>The event of a line; null where the line is none.</summary>
    public static UsageEvent? ReadOrNull(string line)
    {
        try
        {
            using var reader = new JsonTextReader(new System.IO.StringReader(line)) { DateParseHandling = DateParseHandling.None };
            var row = JObject.Load(reader, Load);
            return reader.Read() ? null : EventOf(row);
        }
        catch (Exception cause) when (cause is JsonException or FormatException or OverflowException or ArgumentException or InvalidCastException)
        {
            return null;
        }
    }

    private static UsageEvent EventOf(JObject row) => new()
    {
        Id = IdOf(Text(row, UsageColumns.EventId)),
        EventId = Text(row, UsageColumns.EventId),
        Service = (UsageService)Enum.Parse(typeof(UsageService), Text(row, UsageColumns.Service) ?? "", ignoreCase: true),
        Type = Text(row, "Type"),
        EventType = Text(row, "EventType"),
        Region = Text(row, "Region"),
        DataCenter = Text(row, "DataCenter"),
        TenantId = Text(row, "TenantId"),
        ResourceId = Text(row, "ResourceId"),
        ResourceName = Text(row, "ResourceName"),
        Environment = Text(row, "Environment"),
        StartTime = Time(row, "StartTime"),
        EndTime = Time(row, "EndTime"),
        EventTime = Time(row, "EventTime"),
        Published = Time(row, "Published"),
        Updated = Time(row, "Updated"),
        SourceEventId = Text(row, "SourceEventId"),
        Product = ProductOf(row),
        Categories = row["Categories"]?.ToObject<string[]>() ?? [],
        Content = Text(row, "Content"),
    };

    private static UsageProduct? ProductOf(JObject row)
    {
        UsageProduct? product = Text(row, "Product") switch
        {
            null => null,
            nameof(BackupBandwidthIn) => new BackupBandwidthIn { BandwidthIn = Count(row, "BandwidthInBytes"), ServerId = Text(row, "ServerId") },
            nameof(BackupBandwidthOut) => new BackupBandwidthOut { BandwidthOut = Count(row, "BandwidthOutBytes"), ServerId = Text(row, "ServerId") },
            nameof(BackupStorage) => new BackupStorage { Storage = Count(row, "StorageBytes"), ServerId = Text(row, "ServerId") },
            nameof(BackupLicense) => new BackupLicense
            {
                ServerId = Text(row, "ServerId"),
                ServerName = Text(row, "ServerName"),
                External = (bool)row["External"]!,
            },
            nameof(VolumeUsage) => new VolumeUsage { Type = Text(row, "VolumeType"), Provisioned = (long)row["ProvisionedGB"]! },
            nameof(VolumeSnapshotUsage) => new VolumeSnapshotUsage { Snapshot = (double?)row["SnapshotGB"] ?? double.NaN },
            nameof(FilesBandwidth) => new FilesBandwidth { BandwidthIn = Count(row, "BandwidthInBytes"), BandwidthOut = Count(row, "BandwidthOutBytes") },
            nameof(FilesCdnBandwidth) => new FilesCdnBandwidth { CdnBandwidthOut = Count(row, "CdnBandwidthOutBytes") },
            nameof(FilesStorage) => new FilesStorage { Disk = Count(row, "DiskBytes"), Freeops = Count(row, "FreeOps"), Costops = Count(row, "CostOps") },
            nameof(DatabaseUsage) => new DatabaseUsage
            {
                Memory = (long)row["MemoryMB"]!,
                Storage = (long?)row["StorageGB"],
                DbVersion = Text(row, "DbVersion"),
                IsHAInstance = (bool)row["IsHAInstance"]!,
            },
            nameof(UnknownProduct) => new UnknownProduct { Namespace = Text(row, "Namespace"), Attributes = Attributes(row) },
            _ => new UsageProduct(),
        };
        if (product is null)
            return null;
        product.ServiceCode = Text(row, "ServiceCode");
        product.ResourceType = Text(row, "ResourceType");
        product.Version = Text(row, "Version");
        return product;
    }

    private static string? IdOf(string? eventId) => Guid.TryParse(eventId, out _) ? Urn + eventId : eventId;

    private static string? Text(JObject row, string name) => (string?)row[name];

    /// <summary>Through its text: the reader holds what is above a long as a large integer of its own.</summary>
    private static ulong Count(JObject row, string name) => ulong.Parse(row[name]?.ToString() ?? "", NumberStyles.None, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(JObject row, string name) => Text(row, name) is { } text
        ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
        : null;

    private static Dictionary<string, string> Attributes(JObject row) =>
        JsonConvert.DeserializeObject<Dictionary<string, string>>(Text(row, "Attributes") ?? "{}", new JsonSerializerSettings { DateParseHandling = DateParseHandling.None }) ?? [];
}

using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace RaxBackup.Client.Tests.Support;

/// <summary>Usage events of all kinds, plain and awkward.</summary>
internal static class UsageEvents
{
    public static readonly DateTimeOffset Start = new(2026, 2, 27, 22, 0, 0, TimeSpan.Zero);

    private static readonly string?[] Texts =
        ["web01", "", null, "a,b", "say \"hi\"", "two\r\nlines", "one\nline", "=1+1", " blank ", "Grüße 漢字 🚀", "\u2028", "tab\t", "'", "\\", "2026-11-22T00:00:00Z", "/Date(1)/"];

    private static readonly ulong[] Counts = [0, 1, 999_999_999, 1_000_000_000, 5_368_709_120, long.MaxValue, ulong.MaxValue];

    /// <summary>An event of a product, from one time to another.</summary>
    public static UsageEvent Of(UsageProduct product, string start = "2026-03-02T00:00:00Z", string? end = "2026-03-03T00:00:00Z") => new()
    {
        EventId = "8d89673c-c989-11e1-895a-0b3d632a8a89",
        Service = ServiceOf(product),
        Type = "x." + product.GetType().Name,
        EventType = "USAGE",
        Region = "DFW",
        ResourceId = "r1",
        TenantId = "1234",
        StartTime = DateTimeOffset.Parse(start),
        EndTime = end is null ? null : DateTimeOffset.Parse(end),
        Product = product,
    };

    /// <summary>A moment alone, as snapshots tell it.</summary>
    public static UsageEvent At(UsageProduct product, string moment)
    {
        var usage = Of(product);
        (usage.StartTime, usage.EndTime, usage.EventTime, usage.EventType) = (null, null, DateTimeOffset.Parse(moment), "USAGE_SNAPSHOT");
        return usage;
    }

    public static Gen<UsageEvent> Any =>
        from id in Gen.Choose(1, 40)
        from product in Gen.OneOf(Products, Products, Gen.Constant<UsageProduct?>(null))
        from times in Times
        from kind in Gen.Elements("USAGE", "USAGE", "USAGE", "USAGE_SNAPSHOT", "CREATE", null)
        from texts in Gen.Elements(Texts).ArrayOf(7)
        from region in Gen.Elements("DFW", "ORD", null)
        from updated in Gen.Choose(0, 1_000_000)
        select new UsageEvent
        {
            Id = $"urn:uuid:8d89673c-c989-11e1-895a-{id:d12}",
            EventId = $"8d89673c-c989-11e1-895a-{id:d12}",
            Service = product is null ? UsageService.Files : ServiceOf(product),
            Product = product,
            EventType = kind,
            Type = texts[0],
            ResourceId = texts[1],
            ResourceName = texts[2],
            Environment = texts[3],
            DataCenter = texts[4],
            SourceEventId = texts[5],
            Content = texts[6],
            Region = region,
            TenantId = "1234",
            StartTime = times.Start,
            EndTime = times.End,
            EventTime = times.Moment,
            Updated = Start.AddMilliseconds(updated),
            Published = updated % 2 == 0 ? null : Start.AddTicks(updated),
            Categories = [.. texts.OfType<string>().Take(updated % 3)],
        };

    public static UsageService ServiceOf(UsageProduct product) => product switch
    {
        VolumeUsage or VolumeSnapshotUsage => UsageService.BlockStorage,
        FilesBandwidth or FilesCdnBandwidth or FilesStorage => UsageService.Files,
        DatabaseUsage => UsageService.Databases,
        _ => UsageService.Backup,
    };

    private static Gen<(DateTimeOffset? Start, DateTimeOffset? End, DateTimeOffset? Moment)> Times =>
        from start in Gen.Choose(0, 60 * 24 * 45)
        from length in Gen.Frequency((4, Gen.Choose(0, 3000)), (1, Gen.Choose(40_000, 120_000)))
        from shape in Gen.Choose(0, 9)
        let begin = Start.AddMinutes(start)
        select shape switch
        {
            0 => ((DateTimeOffset?)null, (DateTimeOffset?)null, (DateTimeOffset?)begin),
            1 => (null, null, null),
            2 => (begin, begin.AddSeconds(-1), null),
            _ => (begin, begin.AddMinutes(length), null),
        };

    private static Gen<UsageProduct?> Products =>
        from count in Gen.Elements(Counts)
        from other in Gen.Elements(Counts)
        from number in Gen.Choose(-1, 100_000)
        from real in Gen.Elements(0, 0.5, 120.345, 1e-9, 12345.678901, double.NaN, double.PositiveInfinity, -1)
        from text in Gen.Elements(Texts)
        from type in Gen.Elements("SATA", "SSD", "NVMe", "sata", "", null)
        from which in Gen.Choose(0, 10)
        from flag in Gen.Elements(true, false)
        let product = (UsageProduct)(which switch
        {
            0 => new BackupBandwidthIn { BandwidthIn = count, ServerId = text },
            1 => new BackupBandwidthOut { BandwidthOut = count, ServerId = text },
            2 => new BackupStorage { Storage = count, ServerId = text },
            3 => new BackupLicense { ServerName = text, External = flag },
            4 => new VolumeUsage { Type = type, Provisioned = number },
            5 => new VolumeSnapshotUsage { Snapshot = real },
            6 => new FilesBandwidth { BandwidthIn = count, BandwidthOut = other },
            7 => new FilesCdnBandwidth { CdnBandwidthOut = count },
            8 => new FilesStorage { Disk = count, Freeops = other, Costops = 7 },
            9 => new DatabaseUsage { Memory = number, Storage = flag ? number : null, DbVersion = text, IsHAInstance = flag },
            _ => new UnknownProduct { Namespace = "urn:new", Attributes = new Dictionary<string, string> { ["a"] = text ?? "", ["b\""] = "2026-01-01T00:00:00Z" } },
        })
        select WithMessage(product, text);

    private static UsageProduct? WithMessage(UsageProduct product, string? text)
    {
        (product.ServiceCode, product.ResourceType, product.Version) = (text, "AGENT", "1");
        return product;
    }
}

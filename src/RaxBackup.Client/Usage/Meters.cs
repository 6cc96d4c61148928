using System;
using System.Collections.Generic;

namespace RaxBackup.Client.Usage;

/// <summary>A part of an event that is measured: whole units of its meter.</summary>
internal readonly struct Quantity(Meter meter, decimal amount)
{
    public Meter Meter { get; } = meter;

    public decimal Amount { get; } = amount;
}

/// <summary>Which meters the product of an event moves. Kinds of volume that are not known yet get meters of their own.</summary>
internal sealed class Meters
{
    /// <summary>The most that one event moves.</summary>
    public const int MostOfOne = 3;

    private const decimal Giga = 1_000_000_000m;

    /// <summary>Snapshots are told in fractions of a GB: they are counted in whole 10^-12 GB.</summary>
    private const decimal PicoPerOne = 1_000_000_000_000m;

    private const string VolumePrefix = "blockstorage.";
    private const string Gigabyte = "GB";
    private const string GigabyteMonth = "GB-Month";
    private const string Operations = "Operations";

    private static readonly Meter BackupIn = new(UsageService.Backup, "bandwidthIn", Gigabyte, MeterKind.Counter, Giga);
    private static readonly Meter BackupOut = new(UsageService.Backup, "bandwidthOut", Gigabyte, MeterKind.Counter, Giga);
    private static readonly Meter BackupStored = new(UsageService.Backup, "storage", GigabyteMonth, MeterKind.Months, Giga);
    private static readonly Meter License = new(UsageService.Backup, "license", "Agent-Hours", MeterKind.Hours);
    private static readonly Meter Snapshot = new(UsageService.BlockStorage, "snapshot", GigabyteMonth, MeterKind.Months, PicoPerOne);
    private static readonly Meter FilesIn = new(UsageService.Files, "bandwidthIn", Gigabyte, MeterKind.Counter, Giga);
    private static readonly Meter FilesOut = new(UsageService.Files, "bandwidthOut", Gigabyte, MeterKind.Counter, Giga);
    private static readonly Meter FilesCdn = new(UsageService.Files, "cdnBandwidthOut", Gigabyte, MeterKind.Counter, Giga);
    private static readonly Meter FilesDisk = new(UsageService.Files, "disk", GigabyteMonth, MeterKind.Months, Giga);
    private static readonly Meter FreeOps = new(UsageService.Files, "freeops", Operations, MeterKind.Counter);
    private static readonly Meter CostOps = new(UsageService.Files, "costops", Operations, MeterKind.Counter);
    private static readonly Meter Memory = new(UsageService.Databases, "memory", "MB-Hours", MeterKind.Hours);
    private static readonly Meter DatabaseStorage = new(UsageService.Databases, "storage", "GB-Hours", MeterKind.Hours);

    private readonly Dictionary<string, Meter> volumes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SATA"] = VolumeOf("SATA"),
        ["SSD"] = VolumeOf("SSD"),
    };

    /// <summary>Every meter that a rate card can be expected to name.</summary>
    public IEnumerable<Meter> All =>
    [
        BackupIn, BackupOut, BackupStored, License, .. volumes.Values, Snapshot, FilesIn, FilesOut, FilesCdn, FilesDisk, FreeOps, CostOps,
        Memory, DatabaseStorage,
    ];

    /// <summary>Puts what the product moves into the list and says how many that are; 0 where it is nothing that is known here.</summary>
    public int Read(UsageProduct? product, Quantity[] into)
    {
        switch (product)
        {
            case BackupBandwidthIn given:
                return Put(into, BackupIn, given.BandwidthIn);
            case BackupBandwidthOut given:
                return Put(into, BackupOut, given.BandwidthOut);
            case BackupStorage given:
                return Put(into, BackupStored, given.Storage);
            case BackupLicense:
                return Put(into, License, 1);
            case VolumeUsage { Type: { Length: > 0 } type, Provisioned: >= 0 and var provisioned }:
                return Put(into, VolumeNamed(type), provisioned);
            case VolumeSnapshotUsage { Snapshot: >= 0 and < 1e12 and var gigabytes }:
                return Put(into, Snapshot, decimal.Truncate((decimal)gigabytes * PicoPerOne));
            case FilesBandwidth given:
                into[1] = new(FilesOut, given.BandwidthOut);
                return 1 + Put(into, FilesIn, given.BandwidthIn);
            case FilesCdnBandwidth given:
                return Put(into, FilesCdn, given.CdnBandwidthOut);
            case FilesStorage given:
                into[1] = new(FreeOps, given.Freeops);
                into[2] = new(CostOps, given.Costops);
                return 2 + Put(into, FilesDisk, given.Disk);
            case DatabaseUsage { Memory: >= 0 and var memory, Storage: null }:
                return Put(into, Memory, memory);
            case DatabaseUsage { Memory: >= 0 and var memory, Storage: >= 0 and var storage }:
                into[1] = new(DatabaseStorage, storage);
                return 1 + Put(into, Memory, memory);
            default:
                return 0;
        }
    }

    /// <summary>Whether it is the meter of a kind of volume, known or not.</summary>
    public static bool IsVolume(string name) =>
        name.StartsWith(VolumePrefix, StringComparison.OrdinalIgnoreCase) && name.Length > VolumePrefix.Length
        && !string.Equals(name, Snapshot.Name, StringComparison.OrdinalIgnoreCase);

    private static int Put(Quantity[] into, Meter meter, decimal amount)
    {
        into[0] = new(meter, amount);
        return 1;
    }

    private static Meter VolumeOf(string type) => new(UsageService.BlockStorage, type, GigabyteMonth, MeterKind.Months);

    private Meter VolumeNamed(string type)
    {
        if (!volumes.TryGetValue(type, out var meter))
            volumes[type] = meter = VolumeOf(type);
        return meter;
    }
}

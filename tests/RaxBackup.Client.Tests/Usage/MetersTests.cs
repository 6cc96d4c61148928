using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Client.Usage;
using Xunit;

namespace RaxBackup.Client.Tests.Usage;

/// <summary>What each message is measured as.</summary>
public sealed class MetersTests
{
    /// <summary>One day in March, which has 31.</summary>
    public static IEnumerable<object[]> Messages =>
    [
        [new BackupBandwidthIn { BandwidthIn = 1_500_000_000 }, "backup.bandwidthIn 1.5 GB"],
        [new BackupBandwidthOut { BandwidthOut = 1 }, "backup.bandwidthOut 0.000000001 GB"],
        [new BackupStorage { Storage = 31_000_000_000 }, "backup.storage 1 GB-Month"],
        [new BackupLicense(), "backup.license 24 Agent-Hours"],
        [new VolumeUsage { Type = "SATA", Provisioned = 62 }, "blockstorage.SATA 2 GB-Month"],
        [new VolumeUsage { Type = "ssd", Provisioned = 31 }, "blockstorage.SSD 1 GB-Month"],
        [new VolumeUsage { Type = "NVMe", Provisioned = 31 }, "blockstorage.NVMe 1 GB-Month"],
        [new VolumeSnapshotUsage { Snapshot = 15.5 }, "blockstorage.snapshot 0.5 GB-Month"],
        [new FilesBandwidth { BandwidthIn = 1_000_000_000, BandwidthOut = 2_000_000_000 }, "files.bandwidthIn 1 GB, files.bandwidthOut 2 GB"],
        [new FilesCdnBandwidth { CdnBandwidthOut = 3_000_000_000 }, "files.cdnBandwidthOut 3 GB"],
        [new FilesStorage { Disk = 31_000_000_000, Freeops = 4, Costops = 5 }, "files.costops 5 Operations, files.disk 1 GB-Month, files.freeops 4 Operations"],
        [new DatabaseUsage { Memory = 512 }, "databases.memory 12288 MB-Hours"],
        [new DatabaseUsage { Memory = 1, Storage = 2 }, "databases.memory 24 MB-Hours, databases.storage 48 GB-Hours"],
        [new BackupBandwidthIn { BandwidthIn = ulong.MaxValue }, "backup.bandwidthIn 18446744073.709551615 GB"],
    ];

    [Theory, MemberData(nameof(Messages))]
    public void Each_message_moves_its_meters(UsageProduct product, string expected)
    {
        var meter = new UsageMeter();
        meter.Add(UsageEvents.Of(product));
        Assert.Equal(expected, string.Join(", ", meter.Results().Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Quantity} {row.Value:0.###############} {row.Unit}"))));
        Assert.All(meter.Results(), row => Assert.Equal(UsageEvents.ServiceOf(product), row.Service));
        Assert.Equal(0, meter.Unmeasured.Unknown);
    }

    [Fact]
    public void The_meters_of_a_rate_card() => Assert.Equal(
        [
            "backup.bandwidthIn", "backup.bandwidthOut", "backup.license", "backup.storage", "blockstorage.SATA", "blockstorage.SSD", "blockstorage.snapshot",
            "databases.memory", "databases.storage", "files.bandwidthIn", "files.bandwidthOut", "files.cdnBandwidthOut", "files.costops", "files.disk", "files.freeops",
        ],
        new Meters().All.Select(meter => meter.Name).Order(System.StringComparer.Ordinal));
}

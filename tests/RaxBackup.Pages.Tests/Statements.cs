using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RaxBackup.Client.Usage.Export;
using RaxBackup.Client.Usage.Html;

namespace RaxBackup.Pages.Tests;

/// <summary>Usage as an account has it, without chance: the same days always give the same page.</summary>
internal static class Statements
{
    private const ulong Giga = 1_000_000_000;
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public static IEnumerable<UsageEvent> Events(int days, int resources, Func<int, string>? nameOf = null) =>
        from day in Enumerable.Range(0, days)
        from r in Enumerable.Range(0, resources)
        from product in Products(day, r)
        select new UsageEvent
        {
            TenantId = "5821004",
            Region = r % 3 == 0 ? "DFW" : "ORD",
            ResourceId = $"3863d42a-ec9a-11e1-8e12-{r:x12}",
            ResourceName = nameOf is null ? $"web{r:00}" : nameOf(r),
            EventType = "USAGE",
            Service = product.Service,
            StartTime = Start.AddDays(day),
            EndTime = Start.AddDays(day + 1),
            Product = product.Product,
        };

    public static Statement Of(IEnumerable<UsageEvent> events)
    {
        var statement = new Statement();
        foreach (var usage in events)
            statement.Add(usage);
        return statement;
    }

    public static string Page(IEnumerable<UsageEvent> events, RateCard? card = null)
    {
        using var text = new StringWriter();
        StatementPage.Write(text, Of(events), card);
        return text.ToString();
    }

    private static IEnumerable<(UsageService Service, UsageProduct Product)> Products(int day, int r)
    {
        var wave = (1.2 + Math.Sin(day * 0.9 + r) + (day % 7 == 6 ? 1.5 : 0)) * (10 + r % 13);
        yield return (UsageService.Backup, new BackupBandwidthIn { BandwidthIn = (ulong)(wave * Giga) });
        yield return (UsageService.Backup, new BackupBandwidthOut { BandwidthOut = (ulong)(wave / 7 * Giga) });
        yield return (UsageService.Backup, new BackupStorage { Storage = (400 + (ulong)(day * 9 + r)) * Giga });
        yield return (UsageService.Backup, new BackupLicense());
        if (r % 4 != 0)
            yield break;
        yield return (UsageService.BlockStorage, new VolumeUsage { Type = r % 8 == 0 ? "SSD" : "SATA", Provisioned = 120 });
        yield return (UsageService.BlockStorage, new VolumeSnapshotUsage { Snapshot = 33.25 + day });
        yield return (UsageService.Databases, new DatabaseUsage { Memory = 512, Storage = 64 });
        yield return (UsageService.Files, new FilesCdnBandwidth { CdnBandwidthOut = (ulong)(wave / 3 * Giga) });
        yield return (UsageService.Files, new FilesBandwidth { BandwidthIn = 3 * Giga, BandwidthOut = (ulong)(wave / 5 * Giga) });
        yield return (UsageService.Files, new FilesStorage { Disk = (900 + (ulong)(370 - day)) * Giga, Freeops = 41_000, Costops = 3_100 + (ulong)day * 60 });
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RaxBackup.Service.Feeds;
using RaxBackup.Service.Simulation;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Seed;

/// <summary>Reads usage events: told by message and values, or whole entries in a file beside the seed.</summary>
internal static class SeedEventReader
{
    public static readonly string[] Told =
    [
        "message", "tenant", "region", "at", "from", "type", "resourceId", "resourceName", "resourceType", "environment", "rootAction", "version", "values",
    ];

    public static readonly string[] Filed = ["file", "feed", "tenant", "region", "at"];

    /// <summary>The 13 messages by the names that seeds give them.</summary>
    public static readonly IReadOnlyDictionary<string, UsageMessage> Messages = new Dictionary<string, UsageMessage>(StringComparer.OrdinalIgnoreCase)
    {
        ["BackupBandwidthIn"] = UsageMessage.BandwidthIn,
        ["BackupBandwidthOut"] = UsageMessage.BandwidthOut,
        ["BackupLicense"] = UsageMessage.License,
        ["BackupLicenseSnapshot"] = UsageMessage.LicenseSnapshot,
        ["BackupStorage"] = UsageMessage.Storage,
        ["VolumeUsage"] = UsageMessage.Volume,
        ["VolumeSnapshotUsage"] = UsageMessage.Snapshot,
        ["FilesBandwidth"] = UsageMessage.FilesBandwidth,
        ["FilesCdnBandwidth"] = UsageMessage.FilesCdn,
        ["FilesStorage"] = UsageMessage.FilesStorage,
        ["DatabaseUsage1"] = UsageMessage.Database1,
        ["DatabaseUsage2"] = UsageMessage.Database2,
        ["DatabaseUsage3"] = UsageMessage.Database3,
    };

    private static readonly string[] Types =
    [
        "CREATE", "USAGE", "USAGE_SNAPSHOT", "USAGE_SUMMARY", "UPDATE", "DELETE", "SUSPEND", "UNSUSPEND", "UP", "DOWN", "INFO", "EXTENDED", "ERROR",
    ];

    private static readonly string[] OfProduct = ["resourceType", "serviceCode", "version"];

    public static IReadOnlyList<SeedEvents> Read(SeedNode root, SeedContext context) =>
        [.. (root.Find("events")?.List() ?? []).Select((node, i) => node.Members().Any(m => m.Name == "file") ? ReadFile(node, context) : ReadOne(node, i, context))];

    private static SeedEvents ReadOne(SeedNode node, int index, SeedContext context)
    {
        node.With(Told);
        var message = Message(node.Needed("message", MessagesExpected));
        var at = At(node, context);
        var type = node.Find("type") is not { } said ? message == UsageMessage.LicenseSnapshot ? "USAGE_SNAPSHOT" : "USAGE"
            : Types.Contains(said.Text()) ? said.Text() : throw said.Wrong($"one of {string.Join(", ", Types)}", said.Text());
        var from = node.Find("from")?.Time(context.Now) ?? at.AddDays(-1);
        var (tenant, region) = (context.TenantOf(node), context.Region(node.Find("region")));
        var usage = new UsageEvent(message, "", region)
        {
            Id = Chance.Id(index, at.ToUnixTimeMilliseconds()),
            Type = type,
            Version = node.Find("version")?.Text() ?? (message.Version == "1" || message.Feed != FeedName.Databases ? "1" : "2"),
            ResourceId = node.Find("resourceId")?.Text(),
            ResourceName = node.Find("resourceName")?.Text(),
            ResourceType = node.Find("resourceType")?.Text() ?? message.ResourceType,
            Environment = node.Find("environment")?.Text(),
            RootAction = node.Find("rootAction")?.Text(),
            From = from <= at ? from : throw new SeedException(node.Path + ".from", "it lies after the event's end."),
            To = at,
            Values = Values(node, message),
        };
        return new SeedEvents(message.Feed, region, tenant, at, [(feed, time) => (usage with { TenantId = feed.Tid }).ToEntry(feed, time)]);
    }

    private static SeedEvents ReadFile(SeedNode node, SeedContext context)
    {
        node.With(Filed);
        var expected = $"one of {string.Join(", ", FeedName.Services)}";
        var feed = node.Needed("feed", expected);
        var file = Path.Combine(context.Folder, node.Find("file")!.Text("a file of entries"));
        try
        {
            using var xml = File.OpenRead(file);
            var entries = PublishedEntry.Read(xml);
            return new SeedEvents(
                FeedName.Services.Contains(feed.Text()) ? feed.Text() : throw feed.Wrong(expected, feed.Text()),
                context.Region(node.Find("region")), context.TenantOf(node), At(node, context),
                [.. entries.Select(entry => (Func<FeedName, DateTimeOffset, WireEntry>)entry.ToEntry)]);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or Refusal)
        {
            throw new SeedException(node.Path + ".file", $"'{file}' cannot be taken: {unreadable.Message}");
        }
    }

    private static string MessagesExpected => $"one of {string.Join(", ", Messages.Keys)}";

    private static UsageMessage Message(SeedNode node) =>
        Messages.TryGetValue(node.Text(MessagesExpected), out var known) ? known : throw node.Wrong(MessagesExpected, node.Text());

    private static DateTimeOffset At(SeedNode node, SeedContext context)
    {
        var at = node.Find("at")?.Time(context.Now) ?? context.Now;
        return at <= context.Now ? at : throw new SeedException(node.Path + ".at", $"it lies after the seed's start, {context.Now:O}.");
    }

    private static Dictionary<string, string> Values(SeedNode node, UsageMessage message)
    {
        var known = message.Attributes.Except(OfProduct).ToList();
        return node.Find("values")?.With(known).Members().ToDictionary(m => m.Name, m => m.Value.Scalar()) ?? [];
    }
}

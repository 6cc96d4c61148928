using System;
using System.Collections.Generic;
using System.Globalization;

namespace RaxBackup.Service.Feeds;

/// <summary>Something that usage is about.</summary>
internal sealed record Resource(string Id, string ServerId, string Name, int Number)
{
    // Old servers have numbers for ids, and names can hold anything.
    public static Resource Make(int number, Random random) => new(
        UsageGenerator.NewGuid(random).ToString(),
        number % 4 == 3 ? random.Next(1000, 10_000_000).ToString(CultureInfo.InvariantCulture) : UsageGenerator.NewGuid(random).ToString(),
        number % 10 == 9 ? $"Zoë's \"{number}\" <web & data>" : $"resource-{number:D3}",
        number);
}

/// <summary>Events with values made up. Each message comes in all its variants: which one, the round tells.</summary>
internal static class GeneratedUsage
{
    private static readonly UsageMessage Unknown =
        new("backup", "cb-ver", "cloudbackup/verification", "1", "resourceType serverID serviceCode verified version");

    private static readonly (string Type, string Version)[] Databases =
    [
        ("MYSQL", "5.6"), ("PERCONA", "5.7"), ("MARIADB", "10.1"), ("REDIS", "2.8"), ("MONGODB", "3.0"), ("MEMCACHED", "1.4"),
        ("CASSANDRA", "2.1"), ("POSTGRESSQL", "9.4"),
    ];

    public static UsageEvent Make(UsageMessage message, int round, Resource about, Random random)
    {
        var values = new Dictionary<string, string>();
        var usage = new UsageEvent(message, "", "") { Environment = "PROD", Values = values };
        switch (message.Feed)
        {
            case FeedName.Backup:
                values["serverID"] = about.ServerId;
                usage = Backup(usage with { ResourceId = about.Id }, values, round, about, random);
                break;
            case FeedName.BlockStorage:
                values["type"] = about.Number % 3 == 0 ? "SSD" : "SATA";
                values["provisioned"] = Text(100 + (about.Number * 10));
                values["snapshot"] = (random.Next(1, 1_000_000) / 1000.0).ToString(CultureInfo.InvariantCulture);
                usage = usage with { ResourceId = about.Id, ResourceName = about.Name };
                break;
            case FeedName.Files:
                values["bandwidthIn"] = Text(random.NextInt64(1L << 33));
                values["bandwidthOut"] = Text(random.NextInt64(1L << 36));
                values["cdnBandwidthOut"] = Text(random.NextInt64(1L << 38));
                values["disk"] = Text((1L << 40) + random.NextInt64(1L << 34));
                values["costops"] = Text(random.Next(10_000));
                values["freeops"] = Text(random.Next(10_000));
                break;
            default:
                usage = Database(usage with { ResourceId = about.Id, ResourceName = about.Name }, values, round, about);
                break;
        }

        // Storage comes with its event in a second version, too.
        return message.Product.EndsWith("/storage", StringComparison.Ordinal) && round % 4 == 3 ? usage with { Version = "2" } : usage;
    }

    /// <summary>The same event for what was used up to a time: a day, or an hour of a provisioned thing.</summary>
    public static UsageEvent At(this UsageEvent usage, DateTimeOffset time)
    {
        var end = time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
        return usage with { To = end, From = end.AddHours(usage.Message.Feed is FeedName.Backup or FeedName.Files ? -24 : -1) };
    }

    private static UsageEvent Backup(UsageEvent usage, Dictionary<string, string> values, int round, Resource about, Random random)
    {
        values["bandwidthIn"] = values["verified"] = Text(random.NextInt64(1L << 34));
        values["bandwidthOut"] = Text(random.NextInt64(1L << 30));
        values["storage"] = Text(((about.Number + 1L) << 36) + random.NextInt64(1L << 30));
        if (usage.Message == UsageMessage.License && round % 50 == 49)
        {
            return usage with { Message = Unknown };
        }

        if (usage.Message != UsageMessage.LicenseSnapshot)
        {
            return usage;
        }

        values["serverName"] = about.Name;
        if (round % 3 != 0)
        {
            values["external"] = round % 3 == 1 ? "false" : "true";
        }

        if (round % 3 == 2)
        {
            values.Remove("serverID");
        }

        return usage with { Type = "USAGE_SNAPSHOT" };
    }

    private static UsageEvent Database(UsageEvent usage, Dictionary<string, string> values, int round, Resource about)
    {
        var (type, version) = usage.Message == UsageMessage.Database1 ? Databases[0] : Databases[about.Number % Databases.Length];
        (values["memory"], values["dbVersion"]) = (Text(512 << (about.Number % 5)), version);
        if (type is not ("REDIS" or "MEMCACHED"))
        {
            values["storage"] = Text(10 + about.Number);
        }

        if (round % 3 != 0)
        {
            values["isHAInstance"] = round % 3 == 1 ? "true" : "false";
        }

        return usage with
        {
            ResourceType = type,
            Version = usage.Message.Version == "1" ? "1" : "2",
            RootAction = usage.Message.Version == "1" && round % 5 == 4 ? "reddwarf.instance.modify_volume" : null,
        };
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

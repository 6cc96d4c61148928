using System;

namespace RaxBackup.Client.Feeds;

/// <summary>How far one feed has been taken: the last entry that its consumer has had. Region is spelt as in the catalog.</summary>
internal sealed class FeedPosition(string region, UsageService service)
{
    public string Region { get; } = region;

    public UsageService Service { get; } = service;

    /// <summary>Id of the last entry taken; null where none was.</summary>
    public string? Marker { get; private set; }

    /// <summary>When that entry was updated.</summary>
    public DateTimeOffset? Updated { get; private set; }

    /// <summary>When nothing was left to take, by this machine's clock.</summary>
    public DateTimeOffset? ReadTo { get; set; }

    /// <summary>In messages.</summary>
    public string Name => $"the {Service} feed in {Region}";

    public void Take(UsageEvent entry) => Set(entry.Id, entry.Moment());

    public void Set(string? marker, DateTimeOffset? updated)
    {
        Marker = marker;
        Updated = updated;
    }
}

/// <summary>The time that feeds are ordered by.</summary>
internal static class UsageMoment
{
    public static DateTimeOffset? Moment(this UsageEvent entry) => entry.Updated ?? entry.Published;
}

using System;
using System.Collections.Generic;

namespace RaxBackup.Service.State;

/// <summary>Which feed: backup, cbs, files or dbaas, of a region and a tenant (files: its Cloud Files name).</summary>
internal readonly record struct FeedName(string Feed, string Region, string Tid);

/// <summary>Which page of a feed. Without marker and start: the newest entries.</summary>
internal sealed record FeedQuery(FeedName Feed)
{
    public const string LastMarker = "last";

    public int Limit { get; init; } = 25;
    public string? Marker { get; init; }
    public DateTimeOffset? StartingAt { get; init; }
    public bool Backward { get; init; }
    public FeedCondition? Search { get; init; }
}

/// <summary>A page, newest entry first, and the marker of the page of older entries (null at the end).</summary>
internal sealed record FeedPage(IReadOnlyList<FeedEntry> Entries, string? OlderMarker);

/// <summary>An entry as stored.</summary>
internal sealed class FeedEntry
{
    public long Sequence { get; init; }
    public string EntryId { get; init; } = "";
    public long Updated { get; init; }
    public string Categories { get; init; } = "";
    public string EventXml { get; init; } = "";

    /// <summary>Id as on the wire.</summary>
    public string Urn => "urn:uuid:" + EntryId;

    public IEnumerable<string> Terms => Categories.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

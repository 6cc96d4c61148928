using System;

namespace RaxBackup.Service.Feeds;

/// <summary>Which feed: backup, cbs, files or dbaas, of a region and a tenant (files: its Cloud Files name).</summary>
internal readonly record struct FeedName(string Feed, string Region, string Tid)
{
    public const string Backup = "backup";
    public const string BlockStorage = "cbs";
    public const string Files = "files";
    public const string Databases = "dbaas";

    /// <summary>The feeds there are.</summary>
    public static readonly string[] Services = [Backup, BlockStorage, Files, Databases];
}

/// <summary>Which page of a feed. Without marker and start: the newest entries.</summary>
internal sealed record FeedQuery(FeedName Feed)
{
    public const string LastMarker = "last";

    public int Limit { get; init; } = 25;
    public string? Marker { get; init; }
    public DateTimeOffset? StartingAt { get; init; }
    public bool Backward { get; init; }
    public FeedCondition? Search { get; init; }

    /// <summary>Whether the page is counted from its oldest entry up.</summary>
    public bool OldestFirst => Marker == LastMarker || (!Backward && (Marker != null || StartingAt != null));
}

/// <summary>
/// Where a page lies: from its newest to its oldest entry, and the entry that comes next (null at the end). What it holds is copied
/// from the store as it is written.
/// </summary>
internal sealed record FeedPage(EntryHead Newest, EntryHead Oldest, EntryHead? Older, FeedCondition? Search);

/// <summary>Where an entry is, its id as on the wire and its time.</summary>
internal sealed record EntryHead(long Sequence, string Urn, long Updated);

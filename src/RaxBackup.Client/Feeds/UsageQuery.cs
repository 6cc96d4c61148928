using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace RaxBackup.Client.Feeds;

/// <summary>
/// What to read of one feed. Marker and direction are the feed's own; type pattern (* and ?, whatever the case), resource and times
/// are checked in each event: the feed's own search would miss entries without the category.
/// </summary>
internal sealed record UsageQuery(string? Region, UsageService Service)
{
    private readonly string? type;
    private readonly Regex? pattern;

    public int PageSize { get; init; } = 1000;

    /// <summary>In place of an entry's id: the oldest page.</summary>
    public const string Oldest = "last";

    /// <summary>An entry's id, with or without urn:uuid:; or last.</summary>
    public string? Marker { get; init; }

    /// <summary>forward (entries newer than the marker; the feed's default with a marker) or backward (the marker and older ones).</summary>
    public string? Direction { get; init; }

    /// <summary>The id of the entry that ends the reading of older pages; it is no part of it.</summary>
    public string? Until { get; init; }

    public string? Type
    {
        get => type;
        init
        {
            type = value;
            pattern = value == null ? null : new Regex(
                $"^{Regex.Escape(value).Replace(@"\*", ".*").Replace(@"\?", ".")}$",
                RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);
        }
    }

    public string? ResourceId { get; init; }

    /// <summary>Events updated at this time or later.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>Events updated before this time.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Whether it names an entry, which the feed may not have any more.</summary>
    public bool FromEntry => Marker != null && Marker != Oldest;

    /// <summary>Whether pages go from old to new; within a page the newest is always first.</summary>
    public bool IsForward => Marker != null && !"backward".Equals(Direction, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an event is wanted.</summary>
    public bool Takes(UsageEvent entry) =>
        (pattern == null || pattern.IsMatch(entry.Type ?? ""))
        && (ResourceId == null || ResourceId.Equals(entry.ResourceId, StringComparison.OrdinalIgnoreCase))
        && (After == null || entry.Moment() >= After)
        && (Before == null || entry.Moment() < Before);

    /// <summary>Going to older pages: nothing further on is young enough.</summary>
    public bool EndsBefore(IReadOnlyList<UsageEvent> page) => After != null && page[page.Count - 1].Moment() < After;

    /// <summary>Going to newer pages: nothing further on is old enough.</summary>
    public bool EndsAfter(IReadOnlyList<UsageEvent> page) => Before != null && page[0].Moment() >= Before;

}

/// <summary>What is wanted of a page, the id of its newest entry (wanted or not; null where it is empty), and the address of the next page (null at the end).</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NewestId, Uri? Next, UsageQuery Query);

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
    public string? Marker { get; init; }

    /// <summary>forward (entries newer than the marker; the feed's default with a marker) or backward (the marker and older ones).</summary>
    public string? Direction { get; init; }

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

    /// <summary>Whether pages go from old to new; within a page the newest is always first.</summary>
    public bool IsForward => Marker != null && !"backward".Equals(Direction, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an event is wanted.</summary>
    public bool Takes(UsageEvent entry) =>
        (pattern == null || pattern.IsMatch(entry.Type ?? ""))
        && (ResourceId == null || ResourceId.Equals(entry.ResourceId, StringComparison.OrdinalIgnoreCase))
        && (After == null || Moment(entry) >= After)
        && (Before == null || Moment(entry) < Before);

    /// <summary>Going to older pages: nothing further on is young enough.</summary>
    public bool EndsBefore(IReadOnlyList<UsageEvent> page) => After != null && Moment(page[page.Count - 1]) < After;

    /// <summary>Going to newer pages: nothing further on is old enough.</summary>
    public bool EndsAfter(IReadOnlyList<UsageEvent> page) => Before != null && Moment(page[0]) >= Before;

    private static DateTimeOffset? Moment(UsageEvent entry) => entry.Updated ?? entry.Published;
}

/// <summary>A page and the address of the next; null at the end.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, Uri? Next, UsageQuery Query);

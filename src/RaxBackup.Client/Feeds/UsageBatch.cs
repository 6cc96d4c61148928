using System;
using System.Collections.Generic;

namespace RaxBackup.Client.Feeds;

/// <summary>
/// What is handed on at once: half a page of one feed, or as much of several, merged; or the failure of one feed. Whoever takes the
/// events says so, each in turn and then that all are taken: the feeds' positions follow.
/// </summary>
internal sealed class UsageBatch(FeedPosition feed, IReadOnlyList<UsageEvent> events)
{
    /// <summary>The feed that it is of; of a merged one, the feed whose page goes on behind it.</summary>
    public FeedPosition Feed { get; } = feed;

    public IReadOnlyList<UsageEvent> Events { get; } = events;

    /// <summary>The feed of each event, where they are of several.</summary>
    public IReadOnlyList<FeedPosition>? Feeds { get; init; }

    /// <summary>The last entry of a page that ends here, wanted or not.</summary>
    public UsageEvent? End { get; init; }

    /// <summary>The feed ended here, at this time.</summary>
    public DateTimeOffset? ReadTo { get; init; }

    /// <summary>All there is has been handed on, and a wait begins.</summary>
    public bool IsPause { get; init; }

    /// <summary>What made the feed unreadable; there are no events then.</summary>
    public RaxBackupException? Failure { get; init; }

    public static UsageBatch Failed(FeedPosition feed, RaxBackupException failure) => new(feed, []) { Failure = failure };

    /// <summary>The event at this place is taken.</summary>
    public void Take(int index) => (Feeds?[index] ?? Feed).Take(Events[index]);

    /// <summary>All are taken, and with them what of the page was not wanted.</summary>
    public void TakeEnd()
    {
        if (End is not null) Feed.Take(End);
        if (ReadTo is not null) Feed.ReadTo = ReadTo;
    }
}

using System;
using System.Collections.Generic;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Feeds;

/// <summary>How many events are to be made up, from which seed, for whom, in which feeds and regions, and over which time.</summary>
internal sealed record GeneratorOrder(int Count, string TenantId, string NastId)
{
    public const int Most = 50_000_000;

    public int Seed { get; init; } = 1;

    public IReadOnlyList<string> Feeds { get; init; } = FeedName.Services;

    public IReadOnlyList<string> Regions { get; init; } = State.Regions.All;

    /// <summary>When the first events appear in their feeds.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When the last events appear in their feeds.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>So long before the end do events appear that are asked for without a time: all of them are still to be seen for an hour.</summary>
    public static readonly TimeSpan Usual = FeedStore.Kept - TimeSpan.FromHours(1);
}

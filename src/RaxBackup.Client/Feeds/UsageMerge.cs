using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace RaxBackup.Client.Feeds;

/// <summary>A feed and its batches.</summary>
internal sealed record UsageSource(FeedPosition Feed, IAsyncEnumerable<UsageBatch> Batches);

/// <summary>
/// Several feeds as one, by time: the feed whose next event is first comes next, so that each feed keeps its own order whatever its
/// clock says. A feed that fails says so once and is left out from there. A single feed is handed through.
/// </summary>
internal sealed class UsageMerge(bool newestFirst)
{
    /// <summary>A merged batch is no longer than the longest page: so much may come twice after a kill.</summary>
    public int Most { get; init; } = 1000;

    public async IAsyncEnumerable<UsageBatch> ReadAsync(IReadOnlyList<UsageSource> sources)
    {
        var heads = sources.Select(source => new Head(source, newestFirst)).ToList();
        var open = heads.ToList();
        try
        {
            while (true)
            {
                await Task.WhenAll(open.Where(head => head.IsSpent).Select(head => head.MoveNextAsync())).ConfigureAwait(false);
                open.RemoveAll(head => head.IsOver);
                if (open.Count == 0)
                    yield break;
                var alone = open.Find(head => head.IsEmpty) ?? (open.Count == 1 ? open[0] : null);
                yield return alone?.TakeRest() ?? Merge(open);
            }
        }
        finally
        {
            foreach (var head in heads)
                await head.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Until one of them has to be asked for more.</summary>
    private UsageBatch Merge(List<Head> heads)
    {
        var events = new List<UsageEvent>();
        var feeds = new List<FeedPosition>();
        while (true)
        {
            var first = heads[0];
            for (var i = 1; i < heads.Count; i++)
            {
                if (heads[i].Rank < first.Rank) first = heads[i];
            }
            feeds.Add(first.Feed);
            events.Add(first.Take());
            if (!first.IsEmpty && events.Count < Most) continue;
            var rest = first.IsEmpty ? first.TakeRest() : null;
            return new(first.Feed, events) { Feeds = feeds, End = rest?.End, ReadTo = rest?.ReadTo };
        }
    }

    /// <summary>A feed's present batch and the place in it.</summary>
    private sealed class Head(UsageSource source, bool newestFirst) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<UsageBatch> batches = source.Batches.GetAsyncEnumerator();
        private UsageBatch? batch;
        private int place;

        public FeedPosition Feed => source.Feed;

        public bool IsOver { get; private set; }

        /// <summary>Whether the batch has no event left.</summary>
        public bool IsEmpty => place == batch!.Events.Count;

        /// <summary>Whether the batch has been handed on to its end, so that the next is due.</summary>
        public bool IsSpent { get; private set; } = true;

        /// <summary>The least comes first.</summary>
        public long Rank { get; private set; }

        public async Task MoveNextAsync()
        {
            place = 0;
            IsSpent = false;
            try
            {
                IsOver = IsOver || batch?.Failure is not null || !await batches.MoveNextAsync().ConfigureAwait(false);
                batch = IsOver ? null : batches.Current;
            }
            catch (RaxBackupException failure)
            {
                batch = UsageBatch.Failed(Feed, failure);
            }
            if (batch is not null) SetRank();
        }

        public UsageEvent Take()
        {
            var taken = batch!.Events[place++];
            SetRank();
            return taken;
        }

        /// <summary>What is left of the batch, or what it says without events.</summary>
        public UsageBatch TakeRest()
        {
            var rest = place == 0 ? batch! : new UsageBatch(Feed, [.. batch!.Events.Skip(place)]) { End = batch.End, ReadTo = batch.ReadTo };
            place = batch!.Events.Count;
            IsSpent = true;
            return rest;
        }

        public ValueTask DisposeAsync() => batches.DisposeAsync();

        private void SetRank()
        {
            if (IsEmpty) return;
            var ticks = batch!.Events[place].Moment()?.UtcTicks ?? 0;
            Rank = newestFirst ? -ticks : ticks;
        }
    }
}

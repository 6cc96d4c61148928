using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace RaxBackup.Client.Feeds;

/// <summary>An event, or what made a feed unreadable.</summary>
internal sealed record UsageOutcome(UsageEvent? Event, UsageQuery Query, RaxBackupException? Failure);

/// <summary>Reads feeds event by event.</summary>
internal static class UsageReader
{
    /// <summary>
    /// One feed in its own order. The next page is asked for once half of the present one is taken, and at most one is ahead: who
    /// stops at the first event has made one request.
    /// </summary>
    public static async IAsyncEnumerable<UsageEvent> ReadAsync(this UsageApi usage, UsageQuery query, Call call)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Stop);
        var own = call.With(end.Token);
        Task<Page<UsageEvent>>? ahead = null;
        try
        {
            var page = await usage.GetPageAsync(query, own).ConfigureAwait(false);
            while (true)
            {
                for (var taken = 0; taken < page.Items.Count; taken++)
                {
                    if (taken >= (page.Items.Count + 1) / 2 && page.Next is not null)
                        ahead ??= usage.GetNextAsync(page, own);
                    yield return page.Items[taken];
                }
                if (page.Next is null)
                    yield break;
                page = await (ahead ?? usage.GetNextAsync(page, own)).ConfigureAwait(false);
                ahead = null;
            }
        }
        finally
        {
#pragma warning disable CA1849 // CancelAsync is not in .NET Framework; nothing registered here takes long.
            end.Cancel();
#pragma warning restore CA1849
            if (ahead is not null)
                await Task.WhenAny(ahead).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// What is newer than the marker, newest first. The feed's own pages go from old to new here: only the oldest is taken as it
    /// comes, the others are read from the feed's head back to it.
    /// </summary>
    private static async IAsyncEnumerable<UsageEvent> ReadNewerAsync(UsageApi usage, UsageQuery query, Call call)
    {
        var oldest = await usage.GetPageAsync(query, call).ConfigureAwait(false);
        if (oldest.NewestId is not { } until)
            yield break;
        await foreach (var newer in usage.ReadAsync(query with { Marker = null, Direction = null, Until = until }, call).ConfigureAwait(false))
            yield return newer;
        foreach (var item in oldest.Items)
            yield return item;
    }

    /// <summary>Several feeds as one, newest first. A feed that fails says so once and is left out from there.</summary>
    public static async IAsyncEnumerable<UsageOutcome> ReadNewestFirstAsync(this UsageApi usage, IReadOnlyList<UsageQuery> queries, Call call)
    {
        var feeds = queries.Select(query => new OpenFeed(query, Open(usage, query, call).GetAsyncEnumerator(call.Stop))).ToList();
        try
        {
            await Task.WhenAll(feeds.Select(feed => feed.MoveNextAsync())).ConfigureAwait(false);
            while (true)
            {
                foreach (var failed in feeds.Where(feed => feed.Failure is not null).ToList())
                {
                    yield return new(null, failed.Query, failed.TakeFailure());
                }
                var newest = feeds.Where(feed => feed.Current is not null).OrderByDescending(feed => feed.Current!.Updated).FirstOrDefault();
                if (newest is null)
                    yield break;
                yield return new(newest.Current, newest.Query, null);
                await newest.MoveNextAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            foreach (var feed in feeds)
                await feed.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static IAsyncEnumerable<UsageEvent> Open(UsageApi usage, UsageQuery query, Call call) =>
        query.IsForward ? ReadNewerAsync(usage, query, call) : usage.ReadAsync(query, call);

    /// <summary>A feed that is being read: its next event, or nothing more.</summary>
    private sealed class OpenFeed(UsageQuery query, IAsyncEnumerator<UsageEvent> events) : IAsyncDisposable
    {
        public UsageQuery Query { get; } = query;

        public UsageEvent? Current { get; private set; }

        public RaxBackupException? Failure { get; private set; }

        public async Task MoveNextAsync()
        {
            Current = null;
            try
            {
                if (await events.MoveNextAsync().ConfigureAwait(false))
                    Current = events.Current;
            }
            catch (RaxBackupException failure)
            {
                Failure = failure;
            }
        }

        public RaxBackupException? TakeFailure()
        {
            var failure = Failure;
            Failure = null;
            return failure;
        }

        public ValueTask DisposeAsync() => events.DisposeAsync();
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace RaxBackup.Client.Feeds;

/// <summary>
/// Feeds from old to new, merged by time: once to their present ends, or on and on, a look at each in every interval. Whoever follows
/// outlasts failures that pass: each is told once, and its end.
/// </summary>
internal sealed class UsageTail(TimeProvider time, TimeSpan? interval)
{
    /// <summary>A merged batch is no longer than a page.</summary>
    public int PageSize { get; init; } = 1000;

    public async IAsyncEnumerable<UsageBatch> ReadAsync(IReadOnlyList<FeedTail> feeds, Call call)
    {
        var open = feeds.Select(feed => new Followed(feed)).ToList();
        while (open.Count > 0)
        {
            var due = open.Where(one => one.NotBefore is not { } at || at <= time.GetUtcNow()).ToList();
            var sources = due.Select(one => new UsageSource(one.Tail.Feed, one.Tail.ReadAsync(call))).ToList();
            await foreach (var batch in new UsageMerge(newestFirst: false) { Most = PageSize }.ReadAsync(sources).ConfigureAwait(false))
            {
                var failed = batch.Failure is { } failure ? due.Find(one => one.Tail.Feed == batch.Feed)! : null;
                if (failed is not null && interval is not null && Passes(batch.Failure!))
                {
                    failed.Fail(batch.Failure!, call);
                    continue;
                }
                open.RemoveAll(one => one == failed);
                yield return batch;
            }
            foreach (var one in due) one.EndRound(call);
            if (interval is not { } rest || open.Count == 0)
                yield break;
            yield return new(open[0].Tail.Feed, []) { IsPause = true };
            await Pause.ForAsync(time, rest, call.Stop).ConfigureAwait(false);
        }
    }

    private static bool Passes(RaxBackupException failure) => failure.Kind is
        FailureKind.NoConnection or FailureKind.TimedOut or FailureKind.ServiceFailure or FailureKind.LimitExceeded or FailureKind.UnreadableAnswer;

    /// <summary>A feed, and whether it answers at present.</summary>
    private sealed class Followed(FeedTail tail)
    {
        private bool failedNow, failedBefore;

        public FeedTail Tail => tail;

        /// <summary>When the service wants to be asked again.</summary>
        public DateTimeOffset? NotBefore { get; private set; }

        public void Fail(RaxBackupException failure, Call call)
        {
            failedNow = true;
            NotBefore = failure.RetryAt;
            if (failedBefore) call.Verbose(failure.Message);
            else call.Warning($"{failure.Message.TrimEnd('.')}. Nothing is lost by that: it is tried again at the next look.");
        }

        public void EndRound(Call call)
        {
            if (!failedNow) NotBefore = null;
            if (failedBefore && !failedNow) call.Warning($"{char.ToUpperInvariant(tail.Feed.Name[0])}{tail.Feed.Name.Substring(1)} answers again.");
            (failedBefore, failedNow) = (failedNow, false);
        }
    }
}

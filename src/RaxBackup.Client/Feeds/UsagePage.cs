using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace RaxBackup.Client.Feeds;

/// <summary>What is wanted of a page, in the order of reading; the entry that ends the page, if that is to be known; whether more may follow.</summary>
internal sealed record UsagePage(IReadOnlyList<UsageEvent> Wanted, UsageEvent? End, bool IsLast)
{
    /// <summary>The feed ended here, at this time.</summary>
    public DateTimeOffset? ReadTo { get; init; }
}

/// <summary>Pages of one feed, one after the other.</summary>
internal static class UsagePages
{
    /// <summary>
    /// Hands pages on by halves. The next page is asked for once half of the present one is taken, and at most one is ahead: who stops
    /// in the first half has made one request, and who pauses holds two pages at most.
    /// </summary>
    public static async IAsyncEnumerable<UsageBatch> ReadAsync(FeedPosition feed, Func<Call, Task<UsagePage>> next, Call call)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Stop);
        var own = call.With(end.Token);
        Task<UsagePage>? ahead = null;
        try
        {
            UsagePage page;
            do
            {
                page = await (ahead ?? next(own)).ConfigureAwait(false);
                ahead = null;
                var half = (page.Wanted.Count + 1) / 2;
                if (half > 0)
                    yield return new(feed, [.. page.Wanted.Take(half)]);
                if (!page.IsLast)
                    ahead = next(own);
                yield return new(feed, [.. page.Wanted.Skip(half)]) { End = page.End, ReadTo = page.ReadTo };
            }
            while (!page.IsLast);
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
}

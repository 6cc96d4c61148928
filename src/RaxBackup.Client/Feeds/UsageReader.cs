using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace RaxBackup.Client.Feeds;

/// <summary>Reads feeds as they stand, newest first.</summary>
internal static class UsageReader
{
    /// <summary>Several feeds as one, newest first. A feed that fails says so once and is left out from there.</summary>
    public static IAsyncEnumerable<UsageBatch> ReadNewestFirstAsync(this UsageApi usage, IReadOnlyList<UsageQuery> queries, Call call) =>
        new UsageMerge(newestFirst: true).ReadAsync([.. queries.Select(query => Source(usage, query, call))]);

    /// <summary>One feed in its own order.</summary>
    public static IAsyncEnumerable<UsageBatch> ReadAsync(this UsageApi usage, UsageQuery query, Call call)
    {
        Page<UsageEvent>? page = null;
        return UsagePages.ReadAsync(usage.Position(query), NextAsync, call);

        async Task<UsagePage> NextAsync(Call own)
        {
            page = await (page is null ? usage.GetPageAsync(query, own) : usage.GetNextAsync(page, own)).ConfigureAwait(false);
            return new UsagePage(page.Items, null, IsLast: page.Next is null);
        }
    }

    /// <summary>
    /// What is newer than the marker, newest first. The feed's own pages go from old to new here: only the oldest is taken as it
    /// comes, the others are read from the feed's head back to it.
    /// </summary>
    private static async IAsyncEnumerable<UsageBatch> ReadNewerAsync(UsageApi usage, UsageQuery query, Call call)
    {
        var oldest = await usage.GetPageAsync(query, call).ConfigureAwait(false);
        if (oldest.NewestId is not { } until)
            yield break;
        await foreach (var newer in usage.ReadAsync(query with { Marker = null, Direction = null, Until = until }, call).ConfigureAwait(false))
            yield return newer;
        yield return new(usage.Position(query), oldest.Items);
    }

    private static UsageSource Source(UsageApi usage, UsageQuery query, Call call) =>
        new(usage.Position(query), query.IsForward ? ReadNewerAsync(usage, query, call) : usage.ReadAsync(query, call));
}

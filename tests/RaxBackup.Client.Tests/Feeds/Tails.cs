using System;
using System.Collections.Generic;
using System.Linq;
using RaxBackup.Client.Feeds;
using RaxBackup.Client.Tests.Support;

namespace RaxBackup.Client.Tests.Feeds;

/// <summary>Feeds read oldest first, as a command does it.</summary>
internal static class Tails
{
    public static UsageQuery Backup { get; } = new(null, UsageService.Backup) { PageSize = 3 };

    public static FeedTail Tail(this Connection connection, TimeProvider time, FeedPosition? from = null, UsageQuery? query = null) =>
        new(connection.Usage, query ?? Backup, from ?? connection.Usage.Position(query ?? Backup), time);

    /// <summary>Once to the present end, or followed every minute.</summary>
    public static IAsyncEnumerable<UsageBatch> ReadAsync(this IEnumerable<FeedTail> feeds, TimeProvider time, Listener listener, bool follow = false) =>
        new UsageTail(time, follow ? TimeSpan.FromMinutes(1) : null) { PageSize = 3 }.ReadAsync([.. feeds], listener.Call);

    /// <summary>The queries of the requests since then: "limit=3&amp;marker=e1".</summary>
    public static IReadOnlyList<string> Asked(this Server server, int skip = 1) =>
        [.. server.Requests.Skip(skip).Select(request => Uri.UnescapeDataString(request.Address.Query).TrimStart('?').Replace("urn:uuid:", ""))];
}

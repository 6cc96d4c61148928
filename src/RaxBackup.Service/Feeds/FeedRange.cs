using System.Linq;
using Dapper;
using Microsoft.Data.Sqlite;

namespace RaxBackup.Service.Feeds;

/// <summary>A stretch of entries, both ends included.</summary>
internal readonly record struct FeedRange(long First, long End)
{
    public static readonly FeedRange Empty = new(0, -1);

    private const int Bits = 40;

    /// <summary>All keys that entries of a feed can have; null where the feed has never had one.</summary>
    public static FeedRange? KeysOf(SqliteConnection c, FeedName feed) =>
        c.Query<long>("SELECT FeedId FROM feeds WHERE Feed = @Feed AND Region = @Region AND Tid = @Tid", new { feed.Feed, feed.Region, feed.Tid })
            .Select(id => (FeedRange?)new FeedRange(id << Bits, ((id + 1) << Bits) - 1)).FirstOrDefault();

    /// <summary>The same, of a feed that is made where it is not there yet.</summary>
    public static FeedRange MakeKeysOf(SqliteConnection c, FeedName feed)
    {
        c.Execute("INSERT OR IGNORE INTO feeds (Feed, Region, Tid) VALUES (@Feed, @Region, @Tid)", new { feed.Feed, feed.Region, feed.Tid });
        return KeysOf(c, feed)!.Value;
    }
}

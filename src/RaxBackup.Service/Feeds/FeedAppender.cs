using System;
using Dapper;
using Microsoft.Data.Sqlite;

namespace RaxBackup.Service.Feeds;

/// <summary>
/// Adds entries to one feed within a transaction. Each comes after all that are there, in number and in time: a reader that
/// has a marker misses none.
/// </summary>
internal sealed class FeedAppender : IDisposable
{
    // So much of what is past its days goes for each transaction that adds something; an hour later than it is shown no more, so
    // that no page loses what it is being written from.
    private const int GoAtOnce = 1000;
    private const long Hour = 60 * 60 * 1000;

    private readonly SqliteCommand _insert;
    private long _next;
    private long _newest;

    public FeedAppender(SqliteConnection c, FeedName feed, long cutoff)
    {
        var keys = FeedRange.MakeKeysOf(c, feed);
        (_next, _newest) = c.QueryFirstOrDefault<(long, long)>(
            "SELECT Sequence + 1, Updated FROM entries WHERE Sequence BETWEEN @First AND @End ORDER BY Sequence DESC LIMIT 1", new { keys.First, keys.End });
        _next = Math.Max(_next, keys.First + 1);
        Forget(c, keys, cutoff - Hour);
        _insert = c.CreateCommand();
        _insert.CommandText = "INSERT INTO entries (Sequence, EntryId, Updated, LinkAt, Xml) VALUES ($sequence, $id, $updated, $linkAt, $xml)";
        foreach (var (name, type) in new[]
        {
            ("$sequence", SqliteType.Integer), ("$id", SqliteType.Blob), ("$updated", SqliteType.Integer), ("$linkAt", SqliteType.Integer),
            ("$xml", SqliteType.Blob),
        })
        {
            _insert.Parameters.Add(name, type);
        }
    }

    public void Add(long updated, Func<DateTimeOffset, WireEntry> made)
    {
        _newest = Math.Max(_newest, updated);
        var entry = made(DateTimeOffset.FromUnixTimeMilliseconds(_newest));
        var values = _insert.Parameters;
        (values[0].Value, values[1].Value, values[2].Value) = (_next++, entry.Id, _newest);
        (values[3].Value, values[4].Value) = (entry.LinkAt, entry.Xml);
        _insert.ExecuteNonQuery();
    }

    public void Dispose() => _insert.Dispose();

    private static void Forget(SqliteConnection c, FeedRange keys, long before)
    {
        var (oldest, updated) = c.QueryFirstOrDefault<(long, long)>(
            "SELECT Sequence, Updated FROM entries WHERE Sequence BETWEEN @First AND @End ORDER BY Sequence LIMIT 1", new { keys.First, keys.End });
        if (oldest != 0 && updated <= before)
        {
            // The newest stays, so that numbers go on from it.
            c.Execute(
                """
                DELETE FROM entries WHERE Sequence BETWEEN @oldest AND @to AND Updated <= @before
                  AND Sequence < (SELECT MAX(Sequence) FROM entries WHERE Sequence BETWEEN @oldest AND @End)
                """,
                new { oldest, to = Math.Min(oldest + GoAtOnce - 1, keys.End), before, keys.End });
        }
    }
}

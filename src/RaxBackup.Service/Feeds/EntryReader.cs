using System;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RaxBackup.Service.Feeds;

/// <summary>Reads entries over a connection of its own, so that readers wait neither for each other nor for a writer.</summary>
internal sealed class EntryReader(sqlite3 connection) : IDisposable
{
    private readonly Statement _newest = new(
        connection, "SELECT Sequence, EntryId, Updated, LinkAt, Xml FROM entries WHERE Sequence BETWEEN ?1 AND ?2 ORDER BY Sequence DESC");

    private readonly Statement _oldest = new(
        connection, "SELECT Sequence, EntryId, Updated, LinkAt, Xml FROM entries WHERE Sequence BETWEEN ?1 AND ?2 ORDER BY Sequence");

    private readonly Statement _byId = new(
        connection, "SELECT Sequence, EntryId, Updated FROM entries WHERE EntryId = ?1 AND Sequence BETWEEN ?2 AND ?3 ORDER BY Sequence DESC LIMIT 1");

    private readonly Statement _updated = new(connection, "SELECT Updated FROM entries WHERE Sequence = ?1");

    private readonly Statement _begin = new(connection, "BEGIN");

    private readonly Statement _end = new(connection, "COMMIT");

    /// <summary>A reader of this database. One call at a time uses it, so that SQLite need not lock at every value.</summary>
    public static EntryReader Open(string file)
    {
        const int flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX;
        var result = raw.sqlite3_open_v2(file, out var connection, flags, null);
        if (result != raw.SQLITE_OK)
        {
            connection.Dispose();
            throw new SqliteException($"The feeds cannot be read: {raw.sqlite3_errstr(result).utf8_to_string()}", result);
        }

        _ = raw.sqlite3_busy_timeout(connection, 5000);
        return new EntryReader(connection);
    }

    /// <summary>From here to the end the database is seen as it is now: one lock for all that is read.</summary>
    public void Begin() => _begin.With().Step();

    public void End() => _end.With().Step();

    /// <summary>The newest of the entries between two; null where there is none.</summary>
    public EntryHead? Newest(long from, long to) => First(_newest.With(from, to));

    /// <summary>The oldest of the entries between two; null where there is none.</summary>
    public EntryHead? Oldest(long from, long to) => First(_oldest.With(from, to));

    /// <summary>The newest entry of this id between two; null where there is none.</summary>
    public EntryHead? Find(string id, long from, long to) => First(_byId.With(WireEntry.IdOf(id), from, to));

    /// <summary>
    /// Goes through entries, from the newest down or from the oldest up, until the visitor, who is told of those that fulfil the
    /// condition, has had enough.
    /// </summary>
    public void Visit(long from, long to, bool oldestFirst, FeedCondition? condition, EntryVisitor visitor)
    {
        var entries = (oldestFirst ? _oldest : _newest).With(from, to);
        try
        {
            while (entries.Step())
            {
                var xml = entries.Bytes(4);
                if ((condition == null || condition.Holds(xml)) && !visitor(entries.Long(0), xml, (int)entries.Long(3)))
                {
                    return;
                }
            }
        }
        finally
        {
            entries.Reset();
        }
    }

    /// <summary>The first of the entries between two, of which none is missing, that is younger than a time; one after the last if none is.</summary>
    public long FirstAfter(long from, long to, long time)
    {
        to++;
        while (from < to)
        {
            var middle = from + ((to - from) / 2);
            if (UpdatedOf(middle) > time)
            {
                to = middle;
            }
            else
            {
                from = middle + 1;
            }
        }

        return from;
    }

    public long UpdatedOf(long sequence)
    {
        var found = _updated.With(sequence).Step() ? _updated.Long(0) : long.MinValue;
        _updated.Reset();
        return found;
    }

    public void Dispose()
    {
        _newest.Dispose();
        _oldest.Dispose();
        _byId.Dispose();
        _updated.Dispose();
        _begin.Dispose();
        _end.Dispose();
        connection.Dispose();
    }

    private static EntryHead? First(Statement entries)
    {
        var head = entries.Step() ? new EntryHead(entries.Long(0), WireEntry.Urn(entries.Bytes(1)), entries.Long(2)) : null;
        entries.Reset();
        return head;
    }
}

/// <summary>Is told of an entry; says whether to go on.</summary>
internal delegate bool EntryVisitor(long sequence, ReadOnlySpan<byte> xml, int linkAt);

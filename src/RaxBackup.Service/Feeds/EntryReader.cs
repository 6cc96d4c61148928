using System;
using Microsoft.Data.Sqlite;

namespace RaxBackup.Service.Feeds;

/// <summary>Reads entries over a connection of its own, so that readers wait neither for each other nor for a writer.</summary>
internal sealed class EntryReader(SqliteConnection connection) : IDisposable
{
    private readonly Statement _newest = new(
        connection, "SELECT Sequence, EntryId, Updated, LinkAt, Xml FROM entries WHERE Sequence BETWEEN ?1 AND ?2 ORDER BY Sequence DESC");

    private readonly Statement _oldest = new(
        connection, "SELECT Sequence, EntryId, Updated, LinkAt, Xml FROM entries WHERE Sequence BETWEEN ?1 AND ?2 ORDER BY Sequence");

    private readonly Statement _byId = new(
        connection, "SELECT Sequence, EntryId, Updated FROM entries WHERE EntryId = ?1 AND Sequence BETWEEN ?2 AND ?3 ORDER BY Sequence DESC LIMIT 1");

    private readonly Statement _updated = new(connection, "SELECT Updated FROM entries WHERE Sequence = ?1");

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

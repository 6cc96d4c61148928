using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using Microsoft.Data.Sqlite;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Feeds;

/// <summary>
/// The feeds: entries in the order they came, shown for three days, at once (the real service holds them back for some seconds).
/// An entry's key is its feed's number and its own within the feed. Those have no gaps and their times never fall, so that the
/// place of a page, of a time and of the oldest entry shown is found without a look at what lies between.
/// </summary>
internal sealed class FeedStore(Database database, ServiceClock clock) : IDisposable
{
    /// <summary>How long entries are shown.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(3);

    // Enough to keep the server's pipe full, and few enough that no reader holds on to an old state of the database for long.
    private const int AtOnce = 64;

    private readonly ConcurrentBag<EntryReader> _readers = [];
    private readonly ConcurrentDictionary<FeedName, FeedRange> _known = new();

    private long Cutoff => clock.Now - (long)Kept.TotalMilliseconds;

    /// <summary>Adds entries to a feed within the caller's transaction; <paramref name="made"/> is told the time of each.</summary>
    public void Append(SqliteConnection c, FeedName feed, Func<DateTimeOffset, WireEntry> made)
    {
        using var appender = new FeedAppender(c, feed, Cutoff);
        appender.Add(clock.Now, made);
    }

    /// <summary>Adds many entries, each with the time that it is to have (later where the feed is there already), some at a time.</summary>
    public void AppendAll(FeedName feed, IEnumerable<(long Updated, Func<DateTimeOffset, WireEntry> Made)> entries)
    {
        const int atOnce = 5000;
        using var next = entries.GetEnumerator();
        for (var more = next.MoveNext(); more;)
        {
            // The database may ask for the change twice; the entries come only once.
            var batch = new List<(long Updated, Func<DateTimeOffset, WireEntry> Made)>(atOnce);
            for (; more && batch.Count < atOnce; more = next.MoveNext())
            {
                batch.Add(next.Current);
            }

            database.Write(c =>
            {
                using var appender = new FeedAppender(c, feed, Cutoff);
                batch.ForEach(entry => appender.Add(entry.Updated, entry.Made));
            });
        }
    }

    /// <summary>All entries may have changed: nothing is known of them.</summary>
    public void Forget() => _known.Clear();

    /// <summary>Where the page asked for lies, null if it is empty; a refusal where its marker or start leads nowhere.</summary>
    public FeedPage? Find(FeedQuery query) => Read(reader =>
    {
        var shown = Shown(reader, query.Feed);
        return shown == null && query is { Marker: null or FeedQuery.LastMarker, StartingAt: null }
            ? null
            : new PageSearch(reader, shown ?? FeedRange.Empty, query).Find();
    });

    /// <summary>One entry, shown to the sink; false where there is none of that id.</summary>
    public bool Find(FeedName feed, string id, EntrySink sink) => Read(reader =>
    {
        if (Shown(reader, feed) is not { } shown || reader.Find(id, shown.First, shown.End) is not { } head)
        {
            return false;
        }

        reader.Visit(head.Sequence, head.Sequence, oldestFirst: false, null, (_, xml, linkAt) =>
        {
            sink(xml, linkAt);
            return true;
        });
        return true;
    });

    /// <summary>
    /// Shows some entries of a page to the sink, from this one down, and tells where to go on; null at the end. Nothing is held
    /// between two calls.
    /// </summary>
    public long? Copy(FeedPage page, long from, EntrySink sink) => Read(reader =>
    {
        var (seen, next) = (0, page.Oldest.Sequence);
        reader.Visit(page.Oldest.Sequence, from, oldestFirst: false, page.Search, (sequence, xml, linkAt) =>
        {
            sink(xml, linkAt);
            next = sequence;
            return ++seen < AtOnce;
        });
        return next > page.Oldest.Sequence ? next - 1 : (long?)null;
    });

    public void Dispose()
    {
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    /// <summary>The entries shown; null where there is none.</summary>
    private FeedRange? Shown(EntryReader reader, FeedName feed)
    {
        if (!_known.TryGetValue(feed, out var known))
        {
            if (database.Read(c => FeedRange.KeysOf(c, feed)) is not { } keys)
            {
                return null;
            }

            known = keys;
        }

        var cutoff = Cutoff;
        if (reader.Newest(known.First, known.End) is not { } newest || newest.Updated <= cutoff)
        {
            return null;
        }

        if (reader.UpdatedOf(known.First) <= cutoff)
        {
            var oldest = reader.Oldest(known.First, known.End)!.Sequence;
            known = known with { First = reader.FirstAfter(oldest, newest.Sequence, cutoff) };
        }

        _known[feed] = known;
        return known with { End = newest.Sequence };
    }

    private T Read<T>(Func<EntryReader, T> read)
    {
        var reader = _readers.TryTake(out var free) ? free : EntryReader.Open(database.File);
        reader.Begin();
        try
        {
            return read(reader);
        }
        finally
        {
            reader.End();
            _readers.Add(reader);
        }
    }
}

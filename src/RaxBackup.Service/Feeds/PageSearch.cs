using System;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Feeds;

/// <summary>Finds where the page lies that a query asks for.</summary>
internal sealed class PageSearch(EntryReader reader, FeedRange shown, FeedQuery query)
{
    /// <summary>The page; null if it is empty.</summary>
    public FeedPage? Find()
    {
        var range = shown;
        if (Start() is { } start)
        {
            // Forward leaves the entry out that it starts from, backward begins with it.
            range = query.Backward ? shown with { End = start } : shown with { First = start + 1 };
        }

        if (Cut(range, query.OldestFirst, query.Limit) is not { } page)
        {
            return null;
        }

        var older = Cut(shown with { End = page.First - 1 }, oldestFirst: false, 1);
        return new FeedPage(Head(page.End), Head(page.First), older is { } next ? Head(next.First) : null, query.Search);
    }

    /// <summary>From the first to the last of so many entries that fulfil the condition.</summary>
    private FeedRange? Cut(FeedRange range, bool oldestFirst, int limit)
    {
        if (range.First > range.End)
        {
            return null;
        }

        if (query.Search == null)
        {
            return oldestFirst
                ? range with { End = Math.Min(range.End, range.First + limit - 1) }
                : range with { First = Math.Max(range.First, range.End - limit + 1) };
        }

        var (count, near, far) = (0, 0L, 0L);
        reader.Visit(range.First, range.End, oldestFirst, query.Search, (sequence, _, _) =>
        {
            (near, far) = (count == 0 ? sequence : near, sequence);
            return ++count < limit;
        });
        return count == 0 ? null : new FeedRange(Math.Min(near, far), Math.Max(near, far));
    }

    private long? Start()
    {
        if (query.Marker is not null and not FeedQuery.LastMarker)
        {
            return reader.Find(query.Marker, shown.First, shown.End)?.Sequence ?? throw Refusal.NotFound("No entry with specified marker found");
        }

        if (query.StartingAt is { } at)
        {
            var time = at.ToUnixTimeMilliseconds();
            var found = query.Backward ? reader.FirstAfter(shown.First, shown.End, time) - 1 : reader.FirstAfter(shown.First, shown.End, time - 1);
            return found >= shown.First && found <= shown.End ? found : throw Refusal.NotFound("No entry with specified startingAt date found");
        }

        return null;
    }

    private EntryHead Head(long sequence) => reader.Newest(sequence, sequence) ?? throw new InvalidOperationException($"Entry {sequence} is gone.");
}

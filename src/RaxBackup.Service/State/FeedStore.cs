using System;
using System.Collections.Generic;
using System.Linq;
using Dapper;
using Microsoft.Data.Sqlite;

namespace RaxBackup.Service.State;

/// <summary>The feeds: entries in the order they came, shown for three days, at once (the real service holds them back for some seconds).</summary>
internal sealed class FeedStore(Database database, ServiceClock clock)
{
    private static readonly long Kept = (long)TimeSpan.FromDays(3).TotalMilliseconds;

    private const string Visible = "Feed = @Feed AND Region = @Region AND Tid = @Tid AND Updated > @cutoff";

    /// <summary>Adds a backup usage event within the caller's transaction; what is past its days goes.</summary>
    public void Append(SqliteConnection c, UsageEvent usage)
    {
        var now = clock.Now;
        c.Execute("DELETE FROM events WHERE Updated <= @cutoff", new { cutoff = now - Kept });
        c.Execute(
            """
            INSERT INTO events (Feed, Region, Tid, EntryId, Updated, Categories, EventXml)
            VALUES ('backup', @Region, @TenantId, @id, @now, @categories, @xml)
            """,
            new
            {
                usage.Region, usage.TenantId, id = usage.Id.ToString(), now,
                categories = $"\n{string.Join('\n', usage.Categories)}\n", xml = usage.ToXml(),
            });
    }

    public FeedEntry? Find(FeedName feed, string entryId) => database.Read(c => c.QuerySingleOrDefault<FeedEntry>(
        $"SELECT * FROM events WHERE {Visible} AND EntryId = @id", With(feed, p => p.Add("id", Bare(entryId)))));

    /// <summary>The page asked for; a refusal where its marker or start leads nowhere.</summary>
    public FeedPage Read(FeedQuery query) => database.Read(c =>
    {
        var forward = !query.Backward && query.Marker != FeedQuery.LastMarker && (query.Marker ?? query.StartingAt?.ToString()) != null;
        var parameters = With(query.Feed, p => p.Add("limit", query.Limit));
        var matches = query.Search == null ? Visible : $"{Visible} AND {query.Search.ToSql(parameters)}";
        var from = "";
        if (Start(c, query) is { } start)
        {
            parameters.Add("start", start);
            // Forward leaves the entry out that it starts from, backward begins with it.
            from = forward ? " AND Sequence > @start" : " AND Sequence <= @start";
        }

        var oldestFirst = forward || query.Marker == FeedQuery.LastMarker;
        var order = oldestFirst ? "ASC" : "DESC";
        var entries = c.Query<FeedEntry>($"SELECT * FROM events WHERE {matches}{from} ORDER BY Sequence {order} LIMIT @limit", parameters).ToList();
        if (oldestFirst)
        {
            entries.Reverse();
        }

        return new FeedPage(entries, Older(c, matches, parameters, entries));
    });

    private static string? Older(SqliteConnection c, string matches, DynamicParameters parameters, List<FeedEntry> entries)
    {
        if (entries.Count == 0)
        {
            return null;
        }

        parameters.Add("oldest", entries[^1].Sequence);
        var id = c.QueryFirstOrDefault<string>(
            $"SELECT EntryId FROM events WHERE {matches} AND Sequence < @oldest ORDER BY Sequence DESC LIMIT 1", parameters);
        return id == null ? null : "urn:uuid:" + id;
    }

    private long? Start(SqliteConnection c, FeedQuery query)
    {
        if (query.Marker is not null and not FeedQuery.LastMarker)
        {
            return c.QuerySingleOrDefault<long?>(
                $"SELECT Sequence FROM events WHERE {Visible} AND EntryId = @id", With(query.Feed, p => p.Add("id", Bare(query.Marker))))
                ?? throw Refusal.NotFound("No entry with specified marker found");
        }

        if (query.StartingAt is { } at)
        {
            var (comparison, order) = query.Backward ? ("<=", "DESC") : (">=", "ASC");
            return c.QueryFirstOrDefault<long?>(
                $"SELECT Sequence FROM events WHERE {Visible} AND Updated {comparison} @at ORDER BY Updated {order}, Sequence {order} LIMIT 1",
                With(query.Feed, p => p.Add("at", at.ToUnixTimeMilliseconds())))
                ?? throw Refusal.NotFound("No entry with specified startingAt date found");
        }

        return null;
    }

    private DynamicParameters With(FeedName feed, Action<DynamicParameters> more)
    {
        var parameters = new DynamicParameters(new { feed.Feed, feed.Region, feed.Tid, cutoff = clock.Now - Kept });
        more(parameters);
        return parameters;
    }

    private static string Bare(string id) => (id.StartsWith("urn:uuid:", StringComparison.Ordinal) ? id[9..] : id).ToLowerInvariant();
}

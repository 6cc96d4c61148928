using System;
using System.Collections.Generic;
using System.Text;
using RaxBackup.Service.Feeds;

namespace RaxBackup.Service.Routes;

/// <summary>The addresses that a feed tells of itself, under the name that the caller used.</summary>
internal sealed class FeedLinks(ApiCall call, FeedName feed)
{
    private readonly string _current = $"{call.Root}{feed.Region.ToLowerInvariant()}/{feed.Feed}/events/{feed.Tid}/";

    public string Title => $"{feed.Feed}/events";

    /// <summary>What comes before the stored part of an entry's link to itself.</summary>
    public byte[] Root { get; } = Encoding.UTF8.GetBytes($"{call.Root}{feed.Region.ToLowerInvariant()}/");

    /// <summary>Relation and address of each link that a page has.</summary>
    public IEnumerable<(string Rel, string Href)> Of(FeedPage? page, FeedQuery query)
    {
        yield return ("current", _current);
        yield return ("self", _current + call.Http.Request.QueryString);
        if (page != null)
        {
            yield return ("previous", Page(query, page.Newest.Urn, "forward"));
        }

        if (page?.Older is { } older)
        {
            yield return ("next", Page(query, older.Urn, "backward"));
        }

        if (query.Marker == null && query.StartingAt == null)
        {
            yield return ("last", Page(query, FeedQuery.LastMarker, "backward"));
        }
    }

    private string Page(FeedQuery query, string marker, string direction)
    {
        var search = call.Http.Request.Query["search"].ToString();
        var kept = search.Length > 0 ? "&search=" + Uri.EscapeDataString(search) : "";
        return $"{_current}?marker={marker}&limit={query.Limit}{kept}&direction={direction}";
    }
}

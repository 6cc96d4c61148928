using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Web;

namespace RaxBackup.Client.Tests.Support;

/// <summary>
/// Feeds as Cloud Feeds keep them: entries in the order they came, pages newest first, markers, tags. Each path's first part is a feed,
/// in all regions together.
/// </summary>
internal sealed class FeedSimulator
{
    private readonly System.Threading.Lock gate = new();
    private readonly Dictionary<string, List<(string Id, DateTimeOffset Updated)>> feeds = [];

    /// <summary>Answers in place of the feed where it gives something.</summary>
    public Func<Received, HttpResponseMessage?>? Before { get; set; }

    public void Add(string feed, string id, DateTimeOffset updated)
    {
        lock (gate) Of(feed).Add((id, updated));
    }

    public void Add(string feed, DateTimeOffset first, params string[] ids)
    {
        foreach (var (id, i) in ids.Select((id, i) => (id, i))) Add(feed, id, first.AddMinutes(i));
    }

    /// <summary>Of each feed the oldest go, as long as they were updated before; returns their ids.</summary>
    public IReadOnlyList<string> Forget(DateTimeOffset before)
    {
        lock (gate)
        {
            var gone = new List<string>();
            foreach (var entries in feeds.Values)
            {
                var kept = entries.SkipWhile(entry => entry.Updated < before).ToList();
                gone.AddRange(entries.Take(entries.Count - kept.Count).Select(entry => entry.Id));
                entries.RemoveRange(0, entries.Count - kept.Count);
            }
            return gone;
        }
    }

    public HttpResponseMessage Answer(Received request)
    {
        if (Before?.Invoke(request) is { } instead) return instead;
        lock (gate) return Page(request);
    }

    private HttpResponseMessage Page(Received request)
    {
        var entries = Of(request.Address.AbsolutePath.Split('/')[1]);
        var asked = HttpUtility.ParseQueryString(request.Address.Query);
        var limit = int.Parse(asked["limit"] ?? "25");
        var page = entries.AsEnumerable();
        if (asked["marker"] is { } marker)
        {
            var at = entries.FindIndex(entry => "urn:uuid:" + entry.Id == marker);
            if (at < 0 && marker != "last") return Server.Answer(404, "<error xmlns=\"http://abdera.apache.org\"><message>No entry with specified marker found</message></error>");
            page = marker == "last" ? entries.Take(limit)
                : asked["direction"] == "backward" ? entries.Take(at + 1).TakeLast(limit)
                : entries.Skip(at + 1).Take(limit);
        }
        else
        {
            page = entries.TakeLast(limit);
        }
        var shown = page.Reverse().ToList();
        var tag = $"W/\"{(shown.Count == 0 ? asked["marker"] : shown[0].Id + shown[^1].Id)}\"";
        if (request.Headers.GetValueOrDefault("If-None-Match") == tag) return Server.Answer(304, "", ("ETag", tag));
        return Server.Answer(200, FeedPages.Page(shown), ("ETag", tag));
    }

    private List<(string Id, DateTimeOffset Updated)> Of(string feed)
    {
        if (!feeds.TryGetValue(feed, out var entries)) feeds[feed] = entries = [];
        return entries;
    }
}

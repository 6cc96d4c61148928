using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Client.Http;
using RaxBackup.Client.Identity;
using RaxBackup.Client.Json;

namespace RaxBackup.Client.Feeds;

/// <summary>The feed operations.</summary>
internal sealed class UsageApi(RequestPipeline pipeline, ITokens tokens, Catalog catalog, Session session)
{
    /// <summary>A page of one feed, with the way to the next; the caller asks for the next once it has taken half of this one.</summary>
    public Task<Page<UsageEvent>> GetPageAsync(UsageQuery query, Call call) => PageAsync(AddressOf(query), query, call);

    /// <summary>The page after this one, in the query's direction.</summary>
    public Task<Page<UsageEvent>> GetNextAsync(Page<UsageEvent> page, Call call) =>
        page.Next == null ? Task.FromResult(new Page<UsageEvent>([], null, null, page.Query)) : PageAsync(page.Next, page.Query, call);

    /// <summary>One event by id, with or without urn:uuid:.</summary>
    public async Task<UsageEvent> GetAsync(string? region, UsageService service, string eventId, Call call)
    {
        var bare = eventId.Trim();
        if (bare.StartsWith(FeedReader.IdPrefix, StringComparison.OrdinalIgnoreCase)) bare = bare.Substring(FeedReader.IdPrefix.Length);
        var operation = Operation.Get("GetUsageEvent", "") with { Target = bare };
        var address = new Uri($"{Feed(region, service)}/entries/{FeedReader.IdPrefix}{Escape.Segment(bare)}");
        var entries = (await ReadAsync(address, operation, service, region, null, call).ConfigureAwait(false)).Entries;
        return entries.Count == 1 ? entries[0] : throw WireJson.Unreadable(operation, $"it holds {entries.Count} entries");
    }

    /// <summary>The entries of a page as it stands, wanted or not. With the tag of an earlier answer, only where that has changed.</summary>
    public Task<Feed> GetFeedAsync(UsageQuery query, string? tag, Call call) =>
        ReadAsync(AddressOf(query), OperationOf(query), query.Service, query.Region, tag, call);

    /// <summary>Where reading of this feed begins: nothing of it is taken.</summary>
    public FeedPosition Position(UsageQuery query) => new(InSession(query.Region), query.Service);

    private async Task<Page<UsageEvent>> PageAsync(Uri address, UsageQuery query, Call call)
    {
        var operation = OperationOf(query);
        var feed = await ReadAsync(address, operation, query.Service, query.Region, null, call).ConfigureAwait(false);
        var wanted = feed.Entries.TakeWhile(entry => entry.Id != query.Until).ToList();
        var forward = query.IsForward;
        var link = forward ? feed.Previous : feed.Next;
        var over = feed.Entries.Count == 0 || wanted.Count < feed.Entries.Count || (forward ? query.EndsAfter(feed.Entries) : query.EndsBefore(feed.Entries));
        var next = over || link == null ? null : FeedLink.Resolve(address, link, operation);
        return new Page<UsageEvent>(wanted.Where(query.Takes).ToList(), feed.Entries.FirstOrDefault()?.Id, next, query);
    }

    private static Operation OperationOf(UsageQuery query) => Operation.Get(query.FromEntry ? "ListUsageEventsFrom" : "ListUsageEvents", "") with
    {
        Words = query.FromEntry ? "list usage events from" : "list usage events",
        Target = query.FromEntry ? query.Marker : null,
    };

    private Task<Feed> ReadAsync(Uri address, Operation operation, UsageService service, string? region, string? tag, Call call)
    {
        var request = new Request(operation, address) { Tokens = tokens, Accept = "application/atom+xml" };
        var asked = tag is null ? request : request with { Headers = new Dictionary<string, string> { ["If-None-Match"] = tag } };
        return pipeline.ReadFeedAsync(asked, service, InSession(region), call);
    }

    private Uri AddressOf(UsageQuery query) => new($"{Feed(query.Region, query.Service)}{Parameters(query)}");

    private Uri Feed(string? region, UsageService service)
    {
        var where = InSession(region);
        var tenant = service == UsageService.Files ? catalog.NastId(where) : session.TenantId ?? "";
        return new Uri(catalog.Feeds(where), $"{FeedLink.NameOf(service)}/events/{Escape.Segment(tenant)}");
    }

    private string InSession(string? region) => catalog.Region(region ?? session.Region!);

    private static string Parameters(UsageQuery query)
    {
        var marker = query.Marker is { } from ? $"&marker={Uri.EscapeDataString(Guid.TryParse(from, out _) ? FeedReader.IdPrefix + from : from)}" : "";
        var direction = query.Direction is { } way ? $"&direction={Uri.EscapeDataString(way.ToLowerInvariant())}" : "";
        return $"?limit={query.PageSize}{marker}{direction}";
    }
}

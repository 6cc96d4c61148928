using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace RaxBackup.Client.Feeds;

/// <summary>The feed operations.</summary>
internal sealed class UsageApi
{
    /// <summary>A page of one feed, with the way to the next; the caller asks for the next once it has taken half of this one.</summary>
    public Task<Page<UsageEvent>> GetPageAsync(UsageQuery query, Call call) => throw new NotSupportedException();

    /// <summary>The page after this one, in the query's direction.</summary>
    public Task<Page<UsageEvent>> GetNextAsync(Page<UsageEvent> page, Call call) => throw new NotSupportedException();

    /// <summary>One event by id, with or without urn:uuid:.</summary>
    public Task<UsageEvent> GetAsync(string? region, UsageService service, string eventId, Call call) => throw new NotSupportedException();
}

/// <summary>What to read of one feed. Type patterns, resource and times are checked in each event; what the feed can filter is also asked of it.</summary>
internal sealed record UsageQuery(string? Region, UsageService Service)
{
    public int PageSize { get; init; } = 1000;
    public string? Marker { get; init; }
    public string? Direction { get; init; }
    public string? Type { get; init; }
    public string? ResourceId { get; init; }
    public DateTimeOffset? After { get; init; }
    public DateTimeOffset? Before { get; init; }
}

/// <summary>A page and the address of the next; null at the end.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, Uri? Next, UsageQuery Query);

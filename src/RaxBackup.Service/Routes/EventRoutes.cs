using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RaxBackup.Service.Feeds;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>_service/events: how events come into the feeds that no job has left there.</summary>
internal static class EventRoutes
{
    public static void MapEvents(this IEndpointRouteBuilder routes, ServiceState state)
    {
        routes.Answer(Operations.GenerateEvents, async call =>
        {
            var order = Read(await call.BodyAsync(), state);
            await Task.Run(() => new UsageGenerator(order).Load(state.Feeds));
            await Reply.JsonAsync(call.Http, StatusCodes.Status201Created, json =>
            {
                json.WriteStartObject();
                json.WriteNumber("count", order.Count);
                json.WriteEndObject();
            });
        });
        routes.Answer(Operations.PublishEvents, async call =>
        {
            var feed = Feed(call, state);
            var entries = PublishedEntry.Read(await BodyAsync(call));
            var now = state.Clock.Now;
            state.Feeds.AppendAll(feed, entries.Select(entry => (now, (Func<DateTimeOffset, WireEntry>)(time => entry.ToEntry(feed, time)))));
            await Reply.JsonAsync(call.Http, StatusCodes.Status201Created, json =>
            {
                json.WriteStartObject();
                json.WriteNumber("count", entries.Count);
                json.WriteStartArray("ids");
                foreach (var entry in entries)
                {
                    json.WriteStringValue(entry.Urn);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
        });
    }

    private static GeneratorOrder Read(JsonFields body, ServiceState state)
    {
        var count = body.Number("count") is > 0 and <= GeneratorOrder.Most and { } number
            ? (int)number
            : throw Refusal.Invalid("count", $"count must be a number from 1 to {GeneratorOrder.Most}.");
        var seed = body.Number("seed") ?? 1;
        if (seed is < int.MinValue or > int.MaxValue)
        {
            throw Refusal.Invalid("seed", $"seed must be from {int.MinValue} to {int.MaxValue}, not {seed}.");
        }

        var now = state.Clock.GetUtcNow();
        var to = Time(body, "to") ?? now;
        var from = Time(body, "from") ?? to - GeneratorOrder.Usual;
        if (to > now || from > to)
        {
            throw Refusal.Invalid(to > now ? "to" : "from", $"The events' time must lie before the service's own, {now:O}, and begin before it ends.");
        }

        var tenant = body.Text("tenant") ?? state.Meta.TenantId;
        return new GeneratorOrder(count, tenant, NastIdOf(state, tenant))
        {
            Seed = (int)seed,
            Feeds = Some(body, "feeds", FeedName.Services),
            Regions = Some(body, "regions", Regions.All),
            From = from,
            To = to,
        };
    }

    private static FeedName Feed(ApiCall call, ServiceState state)
    {
        var (feed, query) = (call.Text("feed"), call.Http.Request.Query);
        if (!FeedName.Services.Contains(feed))
        {
            throw Refusal.NotFound($"There is no feed '{feed}'; there are {string.Join(", ", FeedName.Services)}.");
        }

        var region = query["region"].ToString() is { Length: > 0 } named
            ? Regions.Find(named) ?? throw Refusal.Invalid("region", $"There is no region '{named}'; there are {string.Join(", ", Regions.All)}.")
            : Regions.Default;
        var tenant = query["tenant"].ToString() is { Length: > 0 } given ? given : state.Meta.TenantId;
        var nastId = NastIdOf(state, tenant);
        return new FeedName(feed, region, feed == FeedName.Files ? nastId : tenant);
    }

    private static string NastIdOf(ServiceState state, string tenant) => state.Users.Tenants.Contains(tenant)
        ? state.Users.NastIdOf(tenant)
        : throw Refusal.Invalid("tenant", $"There is no tenant '{tenant}'; there are {string.Join(", ", state.Users.Tenants)}.");

    private static IReadOnlyList<string> Some(JsonFields body, string name, IReadOnlyList<string> all)
    {
        var some = body.Texts(name);
        return some.FirstOrDefault(s => !all.Contains(s, StringComparer.OrdinalIgnoreCase)) is { } unknown
            ? throw Refusal.Invalid(name, $"{name} can be {string.Join(", ", all)}, not '{unknown}'.")
            : some.Count == 0 ? all : [.. all.Where(a => some.Contains(a, StringComparer.OrdinalIgnoreCase))];
    }

    private static DateTimeOffset? Time(JsonFields body, string name) => body.Text(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw Refusal.Invalid(name, $"{name} must be a time such as 2026-05-31T09:30:00Z, not '{text}'.");

    private static async Task<MemoryStream> BodyAsync(ApiCall call)
    {
        var body = new MemoryStream();
        await call.Http.Request.Body.CopyToAsync(body, call.Aborted);
        body.Position = 0;
        return body;
    }
}

using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>The feeds of events: backup, cbs, files, dbaas.</summary>
internal static class FeedRoutes
{
    public static void MapFeeds(this IEndpointRouteBuilder routes, FeedStore feeds)
    {
        routes.Answer(Operations.ListUsageEvents, call => PageAsync(call, feeds));
        routes.Answer(Operations.GetUsageEvent, call => EntryAsync(call, feeds));
    }

    private static async Task PageAsync(ApiCall call, FeedStore feeds)
    {
        var name = Name(call);
        if (!await AcceptsAsync(call.Http))
        {
            return;
        }

        var request = FeedRequest.Read(call.Http.Request.Query, name);
        var page = feeds.Read(request);
        if (page.Entries.Count > 0)
        {
            var tag = $"W/\"{page.Entries[0].EntryId}:{page.Entries[^1].EntryId}\"";
            call.Http.Response.Headers.ETag = tag;
            if (call.Http.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
            {
                await Reply.EmptyAsync(call.Http, StatusCodes.Status304NotModified);
                return;
            }
        }

        var links = new FeedLinks(call, name);
        await (FeedForms.Choose(call.Http) == FeedForm.Json
            ? Reply.JsonAsync(call.Http, 200, json => FeedJson.WritePage(json, page, request, links), FeedForms.Json)
            : Reply.TextAsync(call.Http, 200, FeedForms.Xml + ";type=feed;charset=utf-8", FeedXml.Page(page, request, links)));
    }

    private static async Task EntryAsync(ApiCall call, FeedStore feeds)
    {
        var name = Name(call);
        if (!await AcceptsAsync(call.Http))
        {
            return;
        }

        var entry = feeds.Find(name, call.Text("id")) ?? throw Refusal.NotFound("No entry with the specified id found");
        var links = new FeedLinks(call, name);
        await (FeedForms.Choose(call.Http) == FeedForm.Json
            ? Reply.JsonAsync(call.Http, 200, json => FeedJson.WriteSingle(json, entry, links), FeedForms.Json)
            : Reply.TextAsync(call.Http, 200, FeedForms.Xml + ";type=entry;charset=utf-8", FeedXml.Single(entry, links)));
    }

    private static async Task<bool> AcceptsAsync(HttpContext http)
    {
        if (FeedForms.Choose(http) != FeedForm.None)
        {
            return true;
        }

        await FaultReply.SendAsync(http, StatusCodes.Status406NotAcceptable, $"Accept must be {FeedForms.Xml} or {FeedForms.Json}.");
        return false;
    }

    private static FeedName Name(ApiCall call)
    {
        var (feed, tid) = (call.Text("feed"), call.Text("tid"));
        if (feed is not ("backup" or "cbs" or "files" or "dbaas"))
        {
            throw Refusal.NotFound($"There is no feed '{feed}'; there are backup, cbs, files and dbaas.");
        }

        // The files feed knows tenants by their Cloud Files name. Feeds answer 401, not 403, to whoever may not read them.
        return tid == (feed == "files" ? call.User.NastId : call.User.TenantId)
            ? new FeedName(feed, call.Address.Region, tid)
            : throw new Refusal(RefusalKind.Unauthorized, $"User '{call.User.Name}' may not read the {feed} feed of '{tid}'.");
    }
}

using System;
using System.Buffers;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RaxBackup.Service.Feeds;
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
        var (http, name) = (call.Http, Name(call));
        var form = FeedForms.Choose(http);
        if (form == FeedForm.None)
        {
            await RefuseFormAsync(http);
            return;
        }

        var query = FeedRequest.Read(http.Request.Query, name);
        var page = feeds.Find(query);
        if (page != null && IsKnown(http, page))
        {
            await Reply.EmptyAsync(http, StatusCodes.Status304NotModified);
            return;
        }

        http.Response.ContentType = form == FeedForm.Json ? FeedForms.Json + "; charset=utf-8" : FeedForms.Xml + ";type=feed;charset=utf-8";
        await using var output = PageOutput.Open(http, worthPacking: page != null);
        using PageWriter writer = form == FeedForm.Json
            ? new JsonPageWriter(output.Pipe, new FeedLinks(call, name))
            : new XmlPageWriter(output.Pipe, new FeedLinks(call, name));
        writer.Begin(page, query);
        for (var next = page?.Newest.Sequence; next != null;)
        {
            next = feeds.Copy(page!, next.Value, writer.Entry);
            if (next != null)
            {
                await output.Pipe.FlushAsync(http.RequestAborted);
            }
        }

        writer.End();
        await output.EndAsync(http);
    }

    private static bool IsKnown(HttpContext http, FeedPage page)
    {
        var tag = $"W/\"{Uri.EscapeDataString(page.Newest.Urn[9..])}:{Uri.EscapeDataString(page.Oldest.Urn[9..])}\"";
        http.Response.Headers.ETag = tag;
        return http.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal);
    }

    private static async Task EntryAsync(ApiCall call, FeedStore feeds)
    {
        var (http, name) = (call.Http, Name(call));
        var form = FeedForms.Choose(http);
        if (form == FeedForm.None)
        {
            await RefuseFormAsync(http);
            return;
        }

        var (bytes, links) = (new ArrayBufferWriter<byte>(), new FeedLinks(call, name));
        using var json = new JsonPageWriter(bytes, links);
        if (!feeds.Find(name, call.Text("id"), form == FeedForm.Json ? json.Single : new XmlPageWriter(bytes, links).Single))
        {
            throw Refusal.NotFound("No entry with the specified id found");
        }

        await Reply.BytesAsync(
            http, 200, form == FeedForm.Json ? FeedForms.Json + "; charset=utf-8" : FeedForms.Xml + ";type=entry;charset=utf-8", bytes.WrittenMemory);
    }

    private static Task RefuseFormAsync(HttpContext http) =>
        FaultReply.SendAsync(http, StatusCodes.Status406NotAcceptable, $"Accept must be {FeedForms.Xml} or {FeedForms.Json}.");

    private static FeedName Name(ApiCall call)
    {
        var (feed, tid) = (call.Text("feed"), call.Text("tid"));
        if (feed is not (FeedName.Backup or FeedName.BlockStorage or FeedName.Files or FeedName.Databases))
        {
            throw Refusal.NotFound($"There is no feed '{feed}'; there are backup, cbs, files and dbaas.");
        }

        // The files feed knows tenants by their Cloud Files name. Feeds answer 401, not 403, to whoever may not read them.
        return tid == (feed == FeedName.Files ? call.User.NastId : call.User.TenantId)
            ? new FeedName(feed, call.Address.Region, tid)
            : throw new Refusal(RefusalKind.Unauthorized, $"User '{call.User.Name}' may not read the {feed} feed of '{tid}'.");
    }
}

using System.Linq;
using System.Net;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using RaxBackup.Client.Http;

namespace RaxBackup.Client.Feeds;

/// <summary>Asks for pages of feeds and reads them as they come.</summary>
internal static class FeedRequests
{
    /// <summary>The page, or the one entry. A request with If-None-Match may be answered with nothing new.</summary>
    public static Task<Feed> ReadFeedAsync(this RequestPipeline pipeline, Request request, UsageService service, string region, Call call)
    {
        var isAsked = request.Headers.Keys.Contains("If-None-Match");
        var asked = isAsked ? request with { AlsoAnswers = [.. request.AlsoAnswers, HttpStatusCode.NotModified] } : request;
        return pipeline.SendAsync(asked, (head, body) => Read(head, body, service, region), call);
    }

    private static Feed Read(Answer head, System.IO.Stream body, UsageService service, string region)
    {
        var tag = TagOf(head.Headers);
        if (head.Status == HttpStatusCode.NotModified) return new Feed([], null, null) { ETag = tag, IsUnchanged = true };
        try
        {
            return FeedReader.Read(body, service, region) with { ETag = tag };
        }
        catch (FeedFormatException cause)
        {
            throw new BrokenAnswerException(cause.Message, cause.EndsTooSoon, cause.InnerException);
        }
    }

    private static string? TagOf(HttpResponseHeaders headers) => headers.ETag?.ToString();
}

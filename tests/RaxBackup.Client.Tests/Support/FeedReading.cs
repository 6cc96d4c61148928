using System;
using System.Text;
using System.Threading.Tasks;
using RaxBackup.Client.Feeds;
using RaxBackup.Client.Http;

namespace RaxBackup.Client.Tests.Support;

/// <summary>Reads a feed on the way that answers come, without asking again.</summary>
internal static class FeedReading
{
    private static readonly RetryPolicy Once = new() { MaximumRetryCount = 0, AttemptTimeout = TimeSpan.Zero };

    public static Feed Read(string body, UsageService service = UsageService.Backup, string region = "ORD") => Read(Encoding.UTF8.GetBytes(body), service, region);

    public static Feed Read(byte[] body, UsageService service = UsageService.Backup, string region = "ORD") =>
        Task.Run(() => SendAsync(Pipelines.To(Server(body), new QuickTime(), Once), service, region)).GetAwaiter().GetResult();

    public static Task<Feed> SendAsync(this RequestPipeline pipeline, UsageService service = UsageService.Backup, string region = "ORD") =>
        pipeline.ReadFeedAsync(new Request(Pipelines.Read, Pipelines.Address), service, region, new Listener().Call);

    private static Server Server(byte[] body) => new Server().Then(_ => new() { Content = new System.Net.Http.ByteArrayContent(body) });
}

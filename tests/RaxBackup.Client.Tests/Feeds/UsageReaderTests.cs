using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using RaxBackup.Client.Feeds;
using RaxBackup.Client.Tests.Support;
using Xunit;

namespace RaxBackup.Client.Tests.Feeds;

/// <summary>How far ahead a feed is read, and how several become one.</summary>
public sealed class UsageReaderTests
{
    private static readonly DateTimeOffset T = QuickTime.Start;

    private readonly Server server = new();
    private readonly Listener listener = new();

    private static string Page(int first, int count, string? next) =>
        FeedPages.Page(Enumerable.Range(0, count).Select(i => ($"e{first - i}", T.AddMinutes(first - i))), null, next);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(5, 2)]
    [InlineData(6, 2)]
    [InlineData(7, 3)]
    [InlineData(8, 3)]
    public async Task The_next_page_is_asked_for_once_half_of_the_present_one_is_taken(int taken, int requests)
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, Page(8, 4, "?n1")).Then(200, Page(4, 4, "?n2")).Then(200, Page(0, 4, null));
        var ids = new List<string?>();
        await foreach (var one in connection.Usage.ReadAsync(new UsageQuery(null, UsageService.Backup), listener.Call).EventsAsync())
        {
            ids.Add(one.EventId);
            if (ids.Count == taken) break;
        }
        Assert.Equal(Enumerable.Range(0, taken).Select(i => $"e{8 - i}"), ids);
        Assert.Equal(requests, server.Paths().Count);
    }

    [Fact]
    public async Task Who_stops_leaves_no_request_behind()
    {
        using var connection = await Accounts.OpenAsync(server);
        var abandoned = new TaskCompletionSource();
        server.Then(200, Page(4, 4, "?n1")).ThenAsync(async (_, stop) =>
        {
            try
            {
                await Task.Delay(System.Threading.Timeout.Infinite, stop);
            }
            finally
            {
                abandoned.SetResult();
            }
            throw new InvalidOperationException("unreachable");
        });
        var taken = 0;
        await foreach (var _ in connection.Usage.ReadAsync(new UsageQuery(null, UsageService.Backup), listener.Call).EventsAsync())
        {
            if (++taken == 3) break;
        }
        Assert.True(abandoned.Task.IsCompleted);
    }

    [Fact]
    public async Task Several_feeds_are_one_newest_first()
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Otherwise = Feeds(("/backup/", FeedPages.Page([("b9", T.AddMinutes(9)), ("b2", T.AddMinutes(2))])), ("/cbs/", FeedPages.Page([("c7", T.AddMinutes(7)), ("c1", T.AddMinutes(1))])));
        var batches = await ReadAsync(connection, UsageService.Backup, UsageService.BlockStorage);
        Assert.Equal(["b9", "c7", "b2", "c1"], batches.SelectMany(batch => batch.Events).Select(one => one.EventId));
    }

    [Fact]
    public async Task A_feed_that_fails_says_so_once_and_the_others_go_on()
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Otherwise = Feeds(("/backup/", FeedPages.Page([("b9", T.AddMinutes(9)), ("b2", T.AddMinutes(2))])));
        var batches = await ReadAsync(connection, UsageService.Backup, UsageService.Databases);
        Assert.Equal(["b9", "b2"], batches.SelectMany(batch => batch.Events).Select(one => one.EventId));
        var failed = Assert.Single(batches, batch => batch.Failure is not null);
        Assert.Equal((UsageService.Databases, FailureKind.NotFound), (failed.Feed.Service, failed.Failure!.Kind));
    }

    [Fact]
    public async Task The_first_of_several_is_one_request_each()
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Otherwise = Feeds(("/backup/", Page(9, 4, "?n")), ("/cbs/", Page(8, 4, "?n")));
        await foreach (var _ in connection.Usage.ReadNewestFirstAsync(Queries(UsageService.Backup, UsageService.BlockStorage), listener.Call).EventsAsync()) break;
        Assert.Equal(2, server.Paths().Count);
    }

    [Fact]
    public async Task What_is_newer_than_a_marker_is_newest_first_over_all_pages()
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, Page(4, 2, null)).Then(200, Page(8, 3, "?n1")).Then(200, Page(5, 3, "?n2"));
        var query = new UsageQuery(null, UsageService.Backup) { Marker = "urn:uuid:e2" };
        var ids = new List<string?>();
        await foreach (var outcome in connection.Usage.ReadNewestFirstAsync([query], listener.Call).EventsAsync()) ids.Add(outcome.EventId);
        Assert.Equal(["e8", "e7", "e6", "e5", "e4", "e3"], ids);
        Assert.Equal(
            ["GET /backup/events/1234?limit=1000&marker=urn%3Auuid%3Ae2", "GET /backup/events/1234?limit=1000", "GET /backup/events/1234?n1"], server.Paths());
    }

    [Fact]
    public async Task Nothing_newer_than_a_marker_is_one_request()
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, FeedPages.Page([]));
        var query = new UsageQuery(null, UsageService.Backup) { Marker = "urn:uuid:e2", Direction = "forward" };
        await foreach (var outcome in connection.Usage.ReadNewestFirstAsync([query], listener.Call).EventsAsync()) Assert.Fail(outcome.ToString());
        Assert.Single(server.Paths());
    }

    private static Func<Received, HttpResponseMessage> Feeds(params (string Path, string Page)[] feeds) => request =>
        feeds.FirstOrDefault(feed => request.Address.AbsolutePath.Contains(feed.Path, StringComparison.Ordinal)).Page is { } page
            ? Server.Answer(200, page)
            : Server.Answer(404, "there is no such feed");

    private static UsageQuery[] Queries(params UsageService[] services) => [.. services.Select(service => new UsageQuery(null, service))];

    private async Task<List<UsageBatch>> ReadAsync(Connection connection, params UsageService[] services)
    {
        var batches = new List<UsageBatch>();
        await foreach (var batch in connection.Usage.ReadNewestFirstAsync(Queries(services), listener.Call)) batches.Add(batch);
        return batches;
    }
}

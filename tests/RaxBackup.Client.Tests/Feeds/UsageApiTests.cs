using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Client.Feeds;
using RaxBackup.Client.Tests.Support;
using Xunit;

namespace RaxBackup.Client.Tests.Feeds;

/// <summary>Paging through a feed, both ways.</summary>
public sealed class UsageApiTests
{
    private static readonly DateTimeOffset T = QuickTime.Start;

    private readonly Server server = new();
    private readonly Listener listener = new();

    private static (string, DateTimeOffset) At(string id, int minutes) => (id, T.AddMinutes(minutes));

    [Fact]
    public async Task Newest_first_to_the_end()
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, FeedPages.Page([At("e5", 5), At("e4", 4)], "https://dfw.feeds.example.com/backup/events/1234?marker=e5", "https://dfw.feeds.example.com/backup/events/1234?marker=e4&direction=backward"))
            .Then(200, FeedPages.Page([At("e3", 3)], "p", "?marker=e3&direction=backward"))
            .Then(200, FeedPages.Page([At("e2", 2)], "p"));
        var all = await AllAsync(connection, new UsageQuery(null, UsageService.Backup) { PageSize = 2 });
        Assert.Equal(["e5", "e4", "e3", "e2"], all);
        Assert.Equal(
            ["GET /backup/events/1234?limit=2", "GET /backup/events/1234?marker=e4&direction=backward", "GET /backup/events/1234?marker=e3&direction=backward"], server.Paths());
        Assert.Equal(("application/atom+xml", "token-1", "dfw.feeds.example.com"), (server.Last.Headers["Accept"], server.Last.Token, server.Last.Address.Host));
    }

    [Fact]
    public async Task Forward_from_a_marker_until_a_page_is_empty()
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, FeedPages.Page([At("e4", 4), At("e3", 3)], "?marker=e4&direction=forward", "n")).Then(200, FeedPages.Page([]));
        var query = new UsageQuery("ORD", UsageService.Backup) { Marker = "urn:uuid:e2", Direction = "Forward" };
        Assert.Equal(["e4", "e3"], await AllAsync(connection, query));
        Assert.Equal(["GET /backup/events/1234?limit=1000&marker=urn%3Auuid%3Ae2&direction=forward", "GET /backup/events/1234?marker=e4&direction=forward"], server.Paths());
        Assert.Equal("ord.feeds.example.com", server.Last.Address.Host);
    }

    [Fact]
    public async Task Backward_from_a_marker()
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, FeedPages.Page([At("e2", 2)], "p", "?n")).Then(200, FeedPages.Page([At("e1", 1)]));
        Assert.Equal(["e2", "e1"], await AllAsync(connection, new UsageQuery(null, UsageService.Backup) { Marker = "urn:uuid:e2", Direction = "Backward" }));
    }

    [Fact]
    public async Task Reading_stops_once_entries_are_too_old()
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, FeedPages.Page([At("e5", 5), At("e4", 4)], null, "?n1")).Then(200, FeedPages.Page([At("e3", 3), At("e2", 2)], null, "?n2"));
        var query = new UsageQuery(null, UsageService.Backup) { After = T.AddMinutes(3), Before = T.AddMinutes(5) };
        Assert.Equal(["e4", "e3"], await AllAsync(connection, query));
        Assert.Equal(2, server.Paths().Count);
    }

    [Fact]
    public async Task Reading_forward_stops_once_entries_are_too_young()
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, FeedPages.Page([At("e5", 5), At("e4", 4)], "?p"));
        Assert.Equal(["e4"], await AllAsync(connection, new UsageQuery(null, UsageService.Backup) { Marker = "m", Before = T.AddMinutes(5) }));
        Assert.Single(server.Paths());
    }

    [Theory]
    [InlineData("cloudbackup.storage.agent.usage", 3)]
    [InlineData("CLOUDBACKUP.*", 3)]
    [InlineData("*.usag?", 3)]
    [InlineData("cloudbackup", 0)]
    [InlineData("*+(", 0)]
    public async Task Types_are_matched_by_wildcard(string pattern, int count)
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, FeedPages.Page([At("e3", 3), At("e2", 2), At("e1", 1)]));
        Assert.Equal(count, (await AllAsync(connection, new UsageQuery(null, UsageService.Backup) { Type = pattern })).Count);
    }

    [Fact]
    public async Task One_resource_alone_also_where_a_page_has_none_of_it()
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, FeedPages.Page([At("e3", 3)], null, "?n")).Then(200, FeedPages.Page([At("e2", 2), At("e1", 1)]));
        Assert.Equal(["e1"], await AllAsync(connection, new UsageQuery(null, UsageService.Backup) { ResourceId = "R-E1" }));
    }

    [Theory]
    [InlineData("https://elsewhere.example.com/backup/events/1234")]
    [InlineData("http://dfw.feeds.example.com/backup/events/1234")]
    [InlineData("//elsewhere.example.com/x")]
    public async Task A_link_to_another_host_is_not_followed(string link)
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, FeedPages.Page([At("e1", 1)], null, link));
        var failure = await Pipelines.FailsAsync(() => AllAsync(connection, new UsageQuery(null, UsageService.Backup)));
        Assert.Equal("LinkRefused", failure.ErrorId);
    }

    [Theory]
    [InlineData(UsageService.BlockStorage, "/cbs/events/1234")]
    [InlineData(UsageService.Files, "/files/events/MossoCloudFS_9")]
    [InlineData(UsageService.Databases, "/dbaas/events/1234")]
    public async Task Each_service_has_its_feed_and_files_its_own_id(UsageService service, string path)
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, FeedPages.Page([]));
        Assert.Empty(await AllAsync(connection, new UsageQuery(null, service)));
        Assert.Equal(path, server.Last.Address.AbsolutePath);
    }

    [Fact]
    public async Task A_marker_that_is_gone_is_told()
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(404, "<error xmlns=\"http://abdera.apache.org\"><code>404</code><message>No entry with specified marker found</message></error>");
        var failure = await Pipelines.FailsAsync(() => AllAsync(connection, new UsageQuery(null, UsageService.Backup) { Marker = "urn:uuid:x" }));
        Assert.Equal((FailureKind.NotFound, "MarkerNotFound"), (failure.Kind, failure.ErrorId));
        Assert.Equal("urn:uuid:x", failure.Target);
        Assert.StartsWith("Could not list usage events from 'urn:uuid:x': ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("No entry with specified marker found", failure.Message, StringComparison.Ordinal);
        Assert.Contains("three days", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8d89673c-c989-11e1-895a-0b3d632a8a89", "urn%3Auuid%3A8d89673c-c989-11e1-895a-0b3d632a8a89")]
    [InlineData("urn:uuid:8d89673c-c989-11e1-895a-0b3d632a8a89", "urn%3Auuid%3A8d89673c-c989-11e1-895a-0b3d632a8a89")]
    [InlineData("last", "last")]
    public async Task A_marker_goes_out_in_the_form_of_the_feed(string marker, string sent)
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, FeedPages.Page([]));
        await AllAsync(connection, new UsageQuery(null, UsageService.Backup) { Marker = marker });
        Assert.Equal([$"GET /backup/events/1234?limit=1000&marker={sent}"], server.Paths());
    }

    [Theory]
    [InlineData("e1")]
    [InlineData("urn:uuid:e1")]
    [InlineData(" URN:UUID:e1 ")]
    public async Task One_event_by_either_form_of_its_id(string id)
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, FeedPages.Entry("e1", T));
        var entry = await connection.Usage.GetAsync(null, UsageService.Backup, id, listener.Call);
        Assert.Equal(("urn:uuid:e1", 5UL), (entry.Id, Assert.IsType<BackupStorage>(entry.Product).Storage));
        Assert.Equal(["GET /backup/events/1234/entries/urn:uuid:e1"], server.Paths());

        server.Then(404);
        Assert.Equal("UsageEventNotFound", (await Pipelines.FailsAsync(() => connection.Usage.GetAsync(null, UsageService.Backup, id, listener.Call))).ErrorId);
    }

    private async Task<List<string?>> AllAsync(Connection connection, UsageQuery query)
    {
        var all = new List<string?>();
        for (var page = await connection.Usage.GetPageAsync(query, listener.Call); ; page = await connection.Usage.GetNextAsync(page, listener.Call))
        {
            all.AddRange(page.Items.Select(item => item.EventId));
            if (page.Next == null) return all;
        }
    }
}

using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using RaxBackup.Client.Feeds;
using RaxBackup.Client.Http;
using RaxBackup.Client.Tests.Support;
using Xunit;

namespace RaxBackup.Client.Tests.Feeds;

/// <summary>Feeds are read as they come: what breaks off is asked for again, what is too long is not taken in.</summary>
public sealed class FeedStreamTests
{
    private static readonly string Page = FeedPages.Page([("a", QuickTime.Start), ("b", QuickTime.Start)], "?p", "?n");

    private readonly Server server = new();
    private readonly QuickTime time = new();

    private RequestPipeline Pipeline => Pipelines.To(server, time);

    [Fact]
    public async Task A_page_that_ends_too_soon_is_asked_for_again()
    {
        server.Then(200, "").Then(200, Page[..50]).Then(200, Page[..700]).Then(200, Page[..^3]).Then(200, Page);
        var feed = await Pipeline.SendAsync();
        Assert.Equal(["a", "b"], feed.Entries.Select(entry => entry.EventId));
        Assert.Equal((5, 4), (server.Requests.Count, time.Waits.Count));
    }

    [Fact]
    public async Task A_page_that_always_ends_too_soon_is_unreadable_after_all_retries()
    {
        server.Otherwise = _ => Server.Answer(200, Page[..700], ("x-request-id", "req-7"));
        var failure = await Pipelines.FailsAsync(() => Pipeline.SendAsync());
        Assert.Equal((FailureKind.UnreadableAnswer, "AnswerUnreadable", "req-7"), (failure.Kind, failure.ErrorId, failure.RequestId));
        Assert.Equal(6, server.Requests.Count);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("<html><body>")]
    [InlineData("<!DOCTYPE feed [<!ENTITY x \"y\">]><feed xmlns=\"http://www.w3.org/2005/Atom\">&x;</feed>")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>&lol;</id></entry></feed>")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>1</id><updated>x</updated></entry></feed>")]
    [InlineData("{\"error\":{}}")]
    public async Task What_is_no_feed_is_told_at_once(string body)
    {
        server.Then(200, body);
        Assert.Equal("AnswerUnreadable", (await Pipelines.FailsAsync(() => Pipeline.SendAsync())).ErrorId);
        Assert.Empty(time.Waits);
    }

    [Fact]
    public async Task A_connection_that_breaks_within_the_page_is_made_again()
    {
        using var socket = new SocketServer()
            .Then($"HTTP/1.1 200 OK\nContent-Length: {Page.Length}", Encoding.UTF8.GetBytes(Page[..700]))
            .Then("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", Encoding.UTF8.GetBytes($"5\r\n{Page[..5]}\r\n"))
            .Then($"HTTP/1.1 200 OK\nContent-Length: {Page.Length}\nConnection: close", Encoding.UTF8.GetBytes(Page));
        using var http = HttpClients.Create(Accounts.Options(null!));
        var pipeline = new RequestPipeline(http, new RetryPolicy { AttemptTimeout = TimeSpan.FromDays(1) }, time, () => 1);
        var feed = await pipeline.ReadFeedAsync(new Request(Pipelines.Read, socket.Address), UsageService.Backup, "ORD", new Listener().Call);
        Assert.Equal((2, 2, "?n"), (feed.Entries.Count, time.Waits.Count, feed.Next));
    }

    [Fact]
    public async Task Who_stops_while_a_page_comes_is_not_kept()
    {
        var listener = new Listener();
        server.Then(_ => new HttpResponseMessage { Content = new StreamContent(new HangingStream(listener.Stop)) });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Pipeline.ReadFeedAsync(new Request(Pipelines.Read, Pipelines.Address), UsageService.Backup, "ORD", listener.Call));
    }

    [Fact]
    public async Task A_page_that_stops_coming_is_asked_for_again_once_the_time_is_over()
    {
        var clock = new QuickTime { Holds = due => due == TimeSpan.FromSeconds(100) };
        server.Then(_ => new HttpResponseMessage { Content = new StreamContent(new HangingStream(() => clock.Advance(TimeSpan.FromSeconds(100)))) }).Then(200, Page);
        Assert.Equal(2, (await Pipelines.To(server, clock, new RetryPolicy()).SendAsync()).Entries.Count);
    }

    [Theory]
    [InlineData("<id>urn:uuid:7</id>", "entry 2 (urn:uuid:7): ")]
    [InlineData("", "entry 2: ")]
    public async Task An_entry_of_more_than_a_megabyte_is_refused_by_its_id(string id, string named)
    {
        var head = $"<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>1</id></entry><entry>{id}<title>";
        var endless = new EndlessStream(Encoding.UTF8.GetBytes(head));
        server.Then(_ => new HttpResponseMessage { Content = new StreamContent(endless) });
        var failure = await Pipelines.FailsAsync(() => Pipeline.SendAsync());
        Assert.Equal("AnswerUnreadable", failure.ErrorId);
        Assert.Contains(named + "it is longer than 1048576 bytes", failure.Message, StringComparison.Ordinal);
        Assert.InRange(endless.Given, 1 << 20, 2 << 20);
    }

    [Fact]
    public async Task An_entry_of_nearly_a_megabyte_is_read()
    {
        server.Then(200, $"<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>1</id><title>{new string('x', 1_048_000)}</title></entry><entry><id>2</id></entry></feed>");
        Assert.Equal(["1", "2"], (await Pipeline.SendAsync()).Entries.Select(entry => entry.Id));
    }

    [Fact]
    public async Task A_page_without_an_end_is_not_taken_in()
    {
        var entry = Encoding.UTF8.GetBytes("<entry><id>1</id></entry>");
        var endless = new EndlessStream(Encoding.UTF8.GetBytes("<feed xmlns=\"http://www.w3.org/2005/Atom\">"), entry);
        server.Then(_ => new HttpResponseMessage { Content = new StreamContent(endless) });
        var failure = await Pipelines.FailsAsync(() => Pipelines.To(server, time, new RetryPolicy { AttemptTimeout = TimeSpan.FromDays(1), LongestAnswer = 100_000 }).SendAsync());
        Assert.Equal("AnswerTooLong", failure.ErrorId);
        Assert.Empty(time.Waits);
        Assert.InRange(endless.Given, 100_000, 400_000);
    }

    [Fact]
    public async Task Nothing_new_is_no_page()
    {
        var request = new Request(Pipelines.Read, Pipelines.Address) { Headers = new System.Collections.Generic.Dictionary<string, string> { ["If-None-Match"] = "W/\"7\"" } };
        server.Then(304, "", ("ETag", "W/\"7\"")).Then(200, Page, ("ETag", "W/\"8\""));
        var same = await Pipeline.ReadFeedAsync(request, UsageService.Backup, "ORD", new Listener().Call);
        Assert.Equal((true, 0, "W/\"7\""), (same.IsUnchanged, same.Entries.Count, same.ETag));
        var more = await Pipeline.ReadFeedAsync(request, UsageService.Backup, "ORD", new Listener().Call);
        Assert.Equal((false, 2, "W/\"8\""), (more.IsUnchanged, more.Entries.Count, more.ETag));
        Assert.Equal("W/\"7\"", server.Last.Headers["If-None-Match"]);
    }

    [Theory]
    [InlineData("utf-8", "utf-8", true)]
    [InlineData("utf-16", "utf-16", true)]
    [InlineData("utf-16BE", "utf-16", true)]
    [InlineData("iso-8859-1", "iso-8859-1", true)]
    [InlineData("iso-8859-1", "utf-8", false)]
    [InlineData("utf-8", "utf-16", false)]
    [InlineData("utf-8", "klingon", false)]
    [InlineData("utf-8", "utf-7", false)]
    public void Encodings_are_those_that_the_page_says(string written, string said, bool isRead)
    {
        var encoding = Encoding.GetEncoding(written);
        byte[] body = [.. encoding.GetPreamble(), .. encoding.GetBytes($"<?xml version=\"1.0\" encoding=\"{said}\"?><entry xmlns=\"http://www.w3.org/2005/Atom\"><id>1</id><category term=\"grün\"/></entry>")];
        if (isRead) Assert.Equal(["grün"], FeedReading.Read(body).Entries.Single().Categories);
        else Assert.Equal("AnswerUnreadable", Assert.Throws<RaxBackupException>(() => FeedReading.Read(body)).ErrorId);
    }

    [Fact]
    public void JSON_is_UTF8()
    {
        Assert.Equal("grün", FeedReading.Read("{\"entry\":{\"id\":\"grün\"}}").Entries.Single().Id);
        var failure = Assert.Throws<RaxBackupException>(() => FeedReading.Read(Encoding.Latin1.GetBytes("{\"entry\":{\"id\":\"grün\"}}")));
        Assert.Equal("AnswerUnreadable", failure.ErrorId);
    }
}

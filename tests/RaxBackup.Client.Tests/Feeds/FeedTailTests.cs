using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Client.Feeds;
using RaxBackup.Client.Tests.Support;
using Xunit;

namespace RaxBackup.Client.Tests.Feeds;

/// <summary>Feeds from old to new: the way from page to page, several as one, and how far each has been taken.</summary>
public sealed class FeedTailTests
{
    private static readonly DateTimeOffset T = QuickTime.Start.AddHours(-5);

    private readonly FeedSimulator feeds = new();
    private readonly QuickTime time = new();
    private readonly Server server = new();
    private readonly Listener listener = new();

    public FeedTailTests() => server.Otherwise = feeds.Answer;

    [Fact]
    public async Task From_the_oldest_page_until_a_page_is_empty()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        feeds.Add("backup", T, "e1", "e2", "e3", "e4", "e5");
        var position = connection.Usage.Position(Tails.Backup);
        Assert.Equal(["e1", "e2", "e3", "e4", "e5"], await ReadAsync(connection, position));
        Assert.Equal(["limit=3&marker=last&direction=backward", "limit=3&marker=e3&direction=forward", "limit=3&marker=e5&direction=forward"], server.Asked());
        Assert.Equal(("urn:uuid:e5", T.AddMinutes(4), time.GetUtcNow()), (position.Marker, position.Updated, position.ReadTo));
    }

    [Fact]
    public async Task From_the_last_event_that_was_taken()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        feeds.Add("backup", T, "e1", "e2", "e3", "e4", "e5");
        Assert.Equal(["e3", "e4", "e5"], await ReadAsync(connection, At("e2", 1)));
        Assert.Equal("limit=3&marker=e2&direction=forward", server.Asked()[0]);
    }

    [Fact]
    public async Task The_order_is_the_feeds_whatever_its_times_say()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        foreach (var (id, minutes) in new[] { ("e1", 9), ("e2", 0), ("e3", 0), ("e4", 0), ("e5", -7), ("e6", 3) }) feeds.Add("backup", id, T.AddMinutes(minutes));
        var position = connection.Usage.Position(Tails.Backup);
        Assert.Equal(["e1", "e2", "e3", "e4", "e5", "e6"], await ReadAsync(connection, position));

        feeds.Add("backup", "late", T.AddMinutes(-30));
        Assert.Equal(["late"], await ReadAsync(connection, position));
    }

    [Fact]
    public async Task Several_feeds_are_merged_by_time_and_each_keeps_its_order()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        foreach (var (id, minutes) in new[] { ("b1", 1), ("b2", 9), ("b3", 2), ("b4", 10) }) feeds.Add("backup", id, T.AddMinutes(minutes));
        foreach (var (id, minutes) in new[] { ("c1", 1), ("c2", 3), ("c3", 9), ("c4", 11) }) feeds.Add("cbs", id, T.AddMinutes(minutes));
        var volumes = Tails.Backup with { Service = UsageService.BlockStorage };
        FeedTail[] both = [connection.Tail(time), connection.Tail(time, query: volumes)];
        var read = await both.ReadAsync(time, listener).IdsAsync();
        Assert.Equal(["b1", "c1", "c2", "b2", "b3", "c3", "b4", "c4"], read);
        Assert.Equal(["urn:uuid:b4", "urn:uuid:c4"], both.Select(one => one.Feed.Marker));
    }

    [Fact]
    public async Task What_a_filter_leaves_out_is_taken_with_its_page()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        feeds.Add("backup", T, "e1", "e2", "e3", "e4");
        var query = Tails.Backup with { ResourceId = "r-e2" };
        var position = connection.Usage.Position(query);
        Assert.Equal(["e2"], await new[] { connection.Tail(time, position, query) }.ReadAsync(time, listener).IdsAsync());
        Assert.Equal("urn:uuid:e4", position.Marker);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 2)]
    [InlineData(6, 3)]
    public async Task The_position_is_exact_within_a_page_and_at_most_one_page_is_ahead(int taken, int requests)
    {
        using var connection = await Accounts.OpenAsync(server, time);
        feeds.Add("backup", T, "e1", "e2", "e3", "e4", "e5", "e6", "e7");
        var position = connection.Usage.Position(Tails.Backup);
        var count = 0;
        await foreach (var batch in new[] { connection.Tail(time, position) }.ReadAsync(time, listener))
        {
            var left = Math.Min(batch.Events.Count, taken - count);
            for (var i = 0; i < left; i++, count++) batch.Take(i);
            if (count == taken) break;
            batch.TakeEnd();
        }
        Assert.Equal($"urn:uuid:e{taken}", position.Marker);
        Assert.Equal(requests, server.Asked().Count);
        Assert.Equal(Enumerable.Range(taken + 1, 7 - taken).Select(i => $"e{i}"), await ReadAsync(connection, position));
    }

    [Fact]
    public async Task A_feed_that_fails_is_told_and_the_others_go_on()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        feeds.Add("backup", T, "e1", "e2");
        feeds.Before = request => request.Address.AbsolutePath.StartsWith("/cbs/", StringComparison.Ordinal) ? Server.Answer(403) : null;
        FeedTail[] both = [connection.Tail(time), connection.Tail(time, query: Tails.Backup with { Service = UsageService.BlockStorage })];
        var batches = new List<UsageBatch>();
        await foreach (var batch in both.ReadAsync(time, listener)) batches.Add(batch);
        Assert.Equal("AccessDenied", Assert.Single(batches, batch => batch.Failure is not null).Failure!.ErrorId);
        Assert.Equal(["e1", "e2"], batches.SelectMany(batch => batch.Events).Select(one => one.EventId));
    }

    private static FeedPosition At(string id, int minutes)
    {
        var position = new FeedPosition("DFW", UsageService.Backup);
        position.Set("urn:uuid:" + id, T.AddMinutes(minutes));
        return position;
    }

    private Task<List<string?>> ReadAsync(Connection connection, FeedPosition from) => new[] { connection.Tail(time, from) }.ReadAsync(time, listener).IdsAsync();
}

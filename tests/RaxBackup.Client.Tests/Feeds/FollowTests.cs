using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Client.Feeds;
using RaxBackup.Client.Tests.Support;
using Xunit;

namespace RaxBackup.Client.Tests.Feeds;

/// <summary>Feeds that are followed: what a look costs, what it outlasts, and what it says.</summary>
public sealed class FollowTests
{
    private static readonly DateTimeOffset T = QuickTime.Start.AddHours(-1);

    private readonly FeedSimulator feeds = new();
    private readonly QuickTime time = new();
    private readonly Server server = new();
    private readonly Listener listener = new();
    private readonly List<string?> read = [];

    public FollowTests() => server.Otherwise = feeds.Answer;

    [Fact]
    public async Task A_look_without_news_is_one_small_request_a_feed()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        var all = Enum.GetValues<UsageService>();
        foreach (var feed in new[] { "backup", "cbs", "files", "dbaas" }) feeds.Add(feed, T, feed);
        var before = 0;
        await FollowAsync([.. all.Select(service => connection.Tail(time, query: Tails.Backup with { Service = service }))], 4, pause =>
        {
            if (pause > 1) Assert.Equal(4, server.Requests.Count - before);
            if (pause > 1) Assert.All(server.Requests.Skip(before), request => Assert.Equal($"W/\"urn:uuid:{request.Address.AbsolutePath.Split('/')[1]}\"", request.Headers["If-None-Match"]));
            before = server.Requests.Count;
        });
        Assert.Equal(4, read.Count);
        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)], time.Waits);
    }

    [Fact]
    public async Task What_comes_is_read_at_the_next_look_merged_by_time()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        feeds.Add("backup", T, "b1");
        await FollowAsync([connection.Tail(time), connection.Tail(time, query: Tails.Backup with { Service = UsageService.Databases })], 4, pause =>
        {
            if (pause == 1) feeds.Add("dbaas", "d1", T.AddMinutes(2));
            if (pause == 2) feeds.Add("dbaas", "d2", T.AddMinutes(5));
            if (pause == 2) feeds.Add("backup", T.AddMinutes(4), "b2", "b3", "b4", "b5");
        });
        Assert.Equal(["b1", "d1", "b2", "b3", "d2", "b4", "b5"], read);
    }

    [Fact]
    public async Task From_now_on_leaves_out_what_stands_there_already()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        feeds.Add("backup", T, "old1", "old2");
        var tail = connection.Tail(time);
        var quiet = connection.Tail(time, query: Tails.Backup with { Service = UsageService.Files });
        tail.FromNow = quiet.FromNow = true;
        await FollowAsync([tail, quiet], 3, pause =>
        {
            if (pause == 1) Assert.Equal(["limit=1", "limit=1"], server.Asked());
            if (pause == 1) feeds.Add("backup", T.AddMinutes(3), "new1");
            if (pause == 1) feeds.Add("files", T.AddMinutes(4), "new2");
        });
        Assert.Equal(["new1", "new2"], read);
    }

    [Fact]
    public async Task An_outage_is_told_once_with_its_end_and_loses_nothing()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        feeds.Add("backup", T, "e1", "e2", "e3", "e4");
        await FollowAsync([connection.Tail(time)], 6, pause =>
        {
            if (pause == 1) feeds.Before = _ => Server.Answer(503);
            if (pause == 2) feeds.Add("backup", T.AddMinutes(9), "e5");
            if (pause == 3) feeds.Before = _ => Server.Answer(200, "<feed");
            if (pause == 4) feeds.Before = null;
        });
        Assert.Equal(["e1", "e2", "e3", "e4", "e5"], read);
        Assert.Collection(
            listener.Warnings,
            told => Assert.Contains("503", told, StringComparison.Ordinal),
            told => Assert.Equal("The Backup feed in DFW answers again.", told));
    }

    [Fact]
    public async Task An_outage_within_pages_goes_on_behind_the_last_one_read()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        feeds.Add("backup", T, "e1", "e2", "e3", "e4");
        feeds.Before = request => request.Address.Query.Contains("e3", StringComparison.Ordinal) ? Server.Answer(200, "<feed") : null;
        await FollowAsync([connection.Tail(time)], 2, _ => feeds.Before = null);
        Assert.Equal(["e1", "e2", "e3", "e4"], read);
    }

    [Fact]
    public async Task A_service_that_asks_for_patience_is_left_alone_until_then()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        var requests = new List<int>();
        await FollowAsync([connection.Tail(time)], 6, pause =>
        {
            requests.Add(server.Requests.Count);
            feeds.Before = pause == 1 ? _ => Server.Answer(429, "", ("Retry-After", "200")) : null;
        });
        Assert.Equal([1, 0, 0, 0, 1], requests.Zip(requests.Skip(1), (one, next) => next - one));
    }

    [Fact]
    public async Task A_login_that_ends_ends_it()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        feeds.Add("backup", T, "e1");
        var failure = await Pipelines.FailsAsync(() => FollowAsync([connection.Tail(time)], 5, _ => feeds.Before = _ => Server.Answer(401)));
        Assert.Equal(FailureKind.Authentication, failure.Kind);
        Assert.Equal(["e1"], read);
    }

    [Fact]
    public async Task Who_stops_is_not_kept_waiting()
    {
        var real = TimeProvider.System;
        using var connection = await Accounts.OpenAsync(server, real, DateTimeOffset.MaxValue.AddDays(-1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FollowAsync([connection.Tail(real)], 2, _ => listener.Stop(), real));
    }

    /// <summary>Reads until so many pauses; each is told, counted from one.</summary>
    private async Task FollowAsync(IReadOnlyList<FeedTail> tails, int pauses, Action<int> atPause, TimeProvider? clock = null)
    {
        var count = 0;
        await foreach (var batch in tails.ReadAsync(clock ?? time, listener, follow: true))
        {
            if (batch.Failure is { } failure) throw failure;
            read.AddRange(batch.Events.Select(one => one.EventId));
            if (!batch.IsPause) continue;
            atPause(++count);
            if (count == pauses) return;
        }
    }
}

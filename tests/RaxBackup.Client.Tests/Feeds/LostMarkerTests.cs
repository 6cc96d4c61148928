using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Client.Feeds;
using RaxBackup.Client.Tests.Support;
using Xunit;

namespace RaxBackup.Client.Tests.Feeds;

/// <summary>The feed no longer knows where reading ended: nothing that is still there is lost, and what may be missing is told.</summary>
public sealed class LostMarkerTests
{
    private static readonly DateTimeOffset T = QuickTime.Start.AddDays(-5);

    private readonly FeedSimulator feeds = new();
    private readonly QuickTime time = new();
    private readonly Server server = new();
    private readonly Listener listener = new();

    public LostMarkerTests() => server.Otherwise = feeds.Answer;

    [Fact]
    public async Task A_gap_is_told_with_its_times_and_reading_goes_on_from_the_oldest()
    {
        feeds.Add("backup", T.AddDays(3), "e7", "e8", "e9", "e10");
        Assert.Equal(["e7", "e8", "e9", "e10"], await ReadAsync(At("e1", T)));
        var gap = Assert.Single(listener.Warnings);
        Assert.Contains("gap in the Backup feed in DFW", gap, StringComparison.Ordinal);
        Assert.Contains($"from {T:u} to {T.AddDays(3):u}", gap, StringComparison.Ordinal);
        Assert.Contains("urn:uuid:e1", gap, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_marker_that_is_refused_once_costs_nothing()
    {
        feeds.Add("backup", T, "e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8");
        var refusals = 0;
        feeds.Before = request => request.Address.Query.Contains("e5", StringComparison.Ordinal) && refusals++ == 0 ? Server.Answer(404) : null;
        Assert.Equal(["e6", "e7", "e8"], await ReadAsync(At("e5", T.AddMinutes(4))));
        Assert.Empty(listener.Warnings);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    public async Task A_marker_that_is_refused_though_it_is_there_is_found(int last)
    {
        feeds.Add("backup", T, "e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8");
        feeds.Before = request => request.Address.Query.Contains("e" + last, StringComparison.Ordinal) ? Server.Answer(404) : null;
        var position = At("e" + last, T.AddMinutes(last - 1));
        if (last % 3 == 0)
        {
            // The last of a page: the way to the next page is the marker itself.
            Assert.Equal("MarkerNotFound", (await Pipelines.FailsAsync(() => ReadAsync(position))).ErrorId);
            return;
        }
        Assert.Equal(Enumerable.Range(last + 1, 8 - last).Select(i => $"e{i}"), await ReadAsync(position));
        Assert.Empty(listener.Warnings);
    }

    [Fact]
    public async Task Of_a_feed_that_goes_further_back_only_what_is_surely_read_is_left_out()
    {
        foreach (var (id, minutes) in new[] { ("e1", 0), ("e2", 10), ("e3", 120), ("late", 100), ("e5", 130), ("e6", 130), ("e7", 140), ("e8", 200) })
            feeds.Add("backup", id, T.AddMinutes(minutes));
        Assert.Equal(["e3", "late", "e5", "e6", "e7", "e8"], await ReadAsync(At("e4", T.AddMinutes(130))));
        Assert.Single(listener.Warnings);
    }

    [Fact]
    public async Task Where_all_that_is_there_is_older_nothing_comes_twice()
    {
        feeds.Add("backup", T, "e1", "e2", "e3", "e4");
        var position = At("e9", T.AddHours(2));
        Assert.Empty(await ReadAsync(position));
        Assert.Single(listener.Warnings);
    }

    [Fact]
    public async Task A_quiet_feed_whose_end_was_seen_within_its_days_has_no_gap()
    {
        var position = At("e1", T);
        position.ReadTo = QuickTime.Start.AddDays(-2.9);
        Assert.Empty(await ReadAsync(position));
        Assert.Equal(QuickTime.Start, position.ReadTo);
        Assert.Empty(listener.Warnings);

        feeds.Add("backup", QuickTime.Start.AddMinutes(-1), "e2");
        Assert.Equal(["e2"], await ReadAsync(position));
        Assert.Empty(listener.Warnings);
    }

    [Fact]
    public async Task An_end_that_was_seen_longer_ago_is_no_proof()
    {
        var position = At("e1", T);
        position.ReadTo = QuickTime.Start.AddDays(-3);
        Assert.Empty(await ReadAsync(position));
        Assert.Contains($"from {T:u} to now", Assert.Single(listener.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_was_empty_too_long_ago_may_have_had_events_since()
    {
        var position = new FeedPosition("DFW", UsageService.Backup) { ReadTo = T };
        feeds.Add("backup", QuickTime.Start.AddHours(-1), "e1");
        Assert.Equal(["e1"], await ReadAsync(position));
        Assert.Contains($"from {T:u} to {QuickTime.Start.AddHours(-1):u}", Assert.Single(listener.Warnings), StringComparison.Ordinal);

        var recent = new FeedPosition("DFW", UsageService.Backup) { ReadTo = QuickTime.Start.AddDays(-2) };
        Assert.Equal(["e1"], await ReadAsync(recent));
        Assert.Single(listener.Warnings);
    }

    [Fact]
    public async Task A_clock_that_cannot_be_right_is_no_proof()
    {
        var position = At("e1", T);
        position.ReadTo = QuickTime.Start.AddMinutes(-1);
        feeds.Add("backup", QuickTime.Start.AddDays(4), "e9");
        Assert.Equal(["e9"], await ReadAsync(position));
        Assert.Single(listener.Warnings);
    }

    [Fact]
    public async Task A_feed_that_the_account_has_not_is_no_gap()
    {
        feeds.Before = _ => Server.Answer(404);
        Assert.Equal("ResourceNotFound", (await Pipelines.FailsAsync(() => ReadAsync(At("e1", T)))).ErrorId);
        Assert.Empty(listener.Warnings);
    }

    private static FeedPosition At(string id, DateTimeOffset updated)
    {
        var position = new FeedPosition("DFW", UsageService.Backup);
        position.Set("urn:uuid:" + id, updated);
        return position;
    }

    private async Task<List<string?>> ReadAsync(FeedPosition from)
    {
        using var connection = await Accounts.OpenAsync(server, time);
        return await new[] { connection.Tail(time, from) }.ReadAsync(time, listener).IdsAsync();
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace RaxBackup.Client.Feeds;

/// <summary>
/// One feed from old to new: page by page from the last entry read to the feed's present end, and from there again whenever it is
/// asked. The order is the feed's; its times decide nothing, but where the last entry read has gone.
/// </summary>
internal sealed class FeedTail(UsageApi usage, UsageQuery query, FeedPosition feed, TimeProvider time)
{
    private const int MostLosses = 3;

    /// <summary>Feeds keep three days; an hour is left for clocks that differ.</summary>
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1), SurelyKept = TimeSpan.FromDays(3) - Hour;

    private string? marker = feed.Marker;
    private DateTimeOffset? updated = feed.Updated;
    private (string? Marker, string? Tag) empty;
    private int losses;
    private DateTimeOffset? readTo = feed.ReadTo;

    public FeedPosition Feed => feed;

    /// <summary>Begin at the feed's present end: what stands there already is not read.</summary>
    public bool FromNow { get; set; }

    public IAsyncEnumerable<UsageBatch> ReadAsync(Call call) => UsagePages.ReadAsync(feed, NextAsync, call);

    private async Task<UsagePage> NextAsync(Call call)
    {
        if (FromNow) return await SkipAsync(call).ConfigureAwait(false);

        var asked = time.GetUtcNow();
        var entries = await EntriesAsync(call).ConfigureAwait(false);
        if (entries.Count == 0)
        {
            if (losses > 0) return new UsagePage([], null, IsLast: false);
            readTo = asked;
            return new UsagePage([], null, IsLast: true) { ReadTo = asked };
        }
        (marker, updated) = (entries[0].Id, entries[0].Moment());
        return new UsagePage([.. entries.Where(query.Takes).Reverse()], entries[0], IsLast: false);
    }

    private async Task<UsagePage> SkipAsync(Call call)
    {
        readTo = time.GetUtcNow();
        var head = await usage.GetFeedAsync(query with { PageSize = 1 }, null, call).ConfigureAwait(false);
        if (head.Entries.Count > 0) (marker, updated) = (head.Entries[0].Id, head.Entries[0].Moment());
        FromNow = false;
        return new UsagePage([], null, IsLast: true);
    }

    /// <summary>The entries of the next page, newest first.</summary>
    private async Task<IReadOnlyList<UsageEvent>> EntriesAsync(Call call)
    {
        if (marker == null)
        {
            losses = 0;
            var oldest = await OldestAsync(call).ConfigureAwait(false);
            if (readTo is not null && HasGap(oldest)) TellGap($"nothing was there on {readTo:u}", readTo, oldest, call);
            return oldest;
        }
        try
        {
            var newer = await NewerAsync(marker, call).ConfigureAwait(false);
            losses = 0;
            return newer;
        }
        catch (RaxBackupException failure) when (failure.ErrorId == nameof(Text.MarkerNotFound) && ++losses <= MostLosses)
        {
            return await FindAsync(marker, call).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<UsageEvent>> OldestAsync(Call call) =>
        (await usage.GetFeedAsync(query with { Marker = UsageQuery.Oldest, Direction = "backward" }, null, call).ConfigureAwait(false)).Entries;

    private async Task<IReadOnlyList<UsageEvent>> NewerAsync(string from, Call call)
    {
        var tag = empty.Marker == from ? empty.Tag : null;
        var page = await usage.GetFeedAsync(query with { Marker = from, Direction = "forward" }, tag, call).ConfigureAwait(false);
        if (!page.IsUnchanged) empty = page.Entries.Count == 0 ? (from, page.ETag) : default;
        return page.Entries;
    }

    /// <summary>
    /// The feed does not know the last entry read. Where it stands in the feed all the same, reading goes on behind it; else there is a
    /// gap, which is told, and reading goes on from the oldest page with what was not surely read.
    /// </summary>
    private async Task<IReadOnlyList<UsageEvent>> FindAsync(string lost, Call call)
    {
        var page = await OldestAsync(call).ConfigureAwait(false);
        IReadOnlyList<UsageEvent>? rest = null;
        string? newest = null;
        while (page.Count > 0)
        {
            var newer = page.TakeWhile(entry => entry.Id != lost).ToList();
            if (newer.Count < page.Count)
            {
                call.Verbose($"{feed.Name} did not find entry {lost}, but has it.");
                return newer;
            }
            if (rest == null && page.Any(IsDue)) rest = page;
            if (page.All(entry => entry.Moment() - updated > Hour)) break;
            newest = page[0].Id!;
            page = await NewerAsync(newest, call).ConfigureAwait(false);
        }
        IReadOnlyList<UsageEvent> due = [.. (rest ?? []).Where(IsDue)];
        if (HasGap(due)) TellGap($"it no longer has the last event that was read ({lost})", updated, due, call);
        else call.Verbose($"{feed.Name} no longer has the last event that was read ({lost}); nothing after it can have gone.");
        if (due.Count == 0) marker = newest;
        return due;
    }

    /// <summary>Not so much older than the last entry read that it was surely read: the feed's times are not quite its order.</summary>
    private bool IsDue(UsageEvent entry) => !(updated - entry.Moment() > Hour);

    /// <summary>Whether entries may have gone unread: not where the feed's end was seen within the days that it keeps.</summary>
    private bool HasGap(IReadOnlyList<UsageEvent> due)
    {
        var now = time.GetUtcNow();
        return readTo is not { } end || now < end || now - end > SurelyKept || due.Any(entry => entry.Moment() > now + Hour);
    }

    private void TellGap(string why, DateTimeOffset? from, IReadOnlyList<UsageEvent> due, Call call)
    {
        var until = due.Count == 0 ? "now" : $"{due[due.Count - 1].Moment():u}";
        call.Warning($"There is a gap in {feed.Name}: {why}, and feeds keep three days. Events from {from:u} to {until} may be missing. "
            + "Reading goes on from the oldest event that is there.");
        readTo = null;
    }
}

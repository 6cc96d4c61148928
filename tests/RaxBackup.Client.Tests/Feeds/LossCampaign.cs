using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Client.Feeds;
using RaxBackup.Client.Tests.Support;

namespace RaxBackup.Client.Tests.Feeds;

/// <summary>Runs of a reader with one checkpoint against feeds that fail, while events arrive, until all is read in peace.</summary>
internal sealed class LossCampaign(int seed, int pageSize, bool forgets) : IDisposable
{
    private static readonly string[] Feeds = ["backup", "cbs"];

    private static readonly DateTimeOffset Never = QuickTime.Start.AddYears(10);

    private readonly string folder = Directory.CreateTempSubdirectory("campaign-").FullName;
    private readonly FeedSimulator feeds = new();
    private readonly QuickTime time = new();
    private readonly Server server = new();
    private readonly Listener listener = new();
    private readonly Random consumer = new(seed), service = new(seed + 1);
    private readonly Lock serviceGate = new();
    private readonly List<string> published = [], forgotten = [];
    private readonly List<string> taken = [];
    private bool isPeace;

    public int Kills { get; private set; }

    public IReadOnlyList<string> Lost => [.. published.Except(taken)];

    /// <summary>Lost, though the feed had it all the time.</summary>
    public IReadOnlyList<string> Unexplained => [.. Lost.Except(forgotten)];

    public int Repeated => taken.Count - taken.Distinct().Count();

    public IReadOnlyList<string> Gaps => listener.Warnings;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public async Task RunAsync()
    {
        server.Otherwise = Answer;
        using var connection = await Accounts.OpenAsync(server, time, Never);
        await PeacefullyAsync(connection);
        for (var run = 0; run < 12; run++)
        {
            Publish(consumer.Next(12));
            if (forgets && consumer.Next(3) == 0)
            {
                time.Advance(TimeSpan.FromHours(consumer.Next(100)));
                forgotten.AddRange(feeds.Forget(time.GetUtcNow() - TimeSpan.FromDays(3)));
            }
            await ReadAsync(connection);
        }
        await PeacefullyAsync(connection);
    }

    /// <summary>At first too: what a feed had before it was read for the first time is nobody's.</summary>
    private async Task PeacefullyAsync(Connection connection)
    {
        isPeace = true;
        await ReadAsync(connection);
        isPeace = false;
    }

    /// <summary>One run, as the command does it: to the end, or stopped, or killed at any event.</summary>
    private async Task ReadAsync(Connection connection)
    {
        using var checkpoint = Checkpoint.Open(Path.Combine(folder, "usage.json"), connection.Session);
        var progress = new UsageProgress(checkpoint, pageSize, () => { });
        var tails = new[] { UsageService.Backup, UsageService.BlockStorage }.Select(one => new UsageQuery(null, one) { PageSize = pageSize })
            .Select(query => new FeedTail(connection.Usage, query, checkpoint.Position(connection.Usage.Position(query)), time)).ToList();
        await foreach (var batch in new UsageTail(time, null) { PageSize = pageSize }.ReadAsync(tails, listener.Call))
        {
            progress.Expect(batch);
            for (var i = 0; i < batch.Events.Count; i++)
            {
                taken.Add(batch.Events[i].EventId!);
                if (Happens(0.02))
                {
                    Kills++;
                    return;
                }
                progress.Take(batch, i);
                if (Happens(0.02))
                {
                    progress.Save();
                    return;
                }
                if (Happens(0.05)) Publish(1);
            }
            progress.TakeEnd(batch);
        }
        progress.Save();
    }

    private bool Happens(double chance) => !isPeace && consumer.NextDouble() < chance;

    private void Publish(int count)
    {
        for (var i = 0; i < count; i++)
        {
            // Times stand still, or go back a little.
            var id = $"e{published.Count + 1}";
            feeds.Add(Feeds[consumer.Next(2)], id, time.GetUtcNow().AddSeconds(-consumer.Next(3) * consumer.Next(90)));
            published.Add(id);
        }
    }

    private HttpResponseMessage Answer(Received request)
    {
        if (request.Address.Host.StartsWith("identity", StringComparison.Ordinal)) return Server.Answer(200, Accounts.Access(expires: Never));
        lock (serviceGate)
        {
            return isPeace ? feeds.Answer(request) : service.Next(60) switch
            {
                0 => Server.Answer(429, "", ("Retry-After", "1")),
                1 => Server.Answer(503),
                2 => throw new HttpRequestException("The connection was reset."),
                3 => Cut(request),
                4 => Server.Answer(401),
                5 when request.Address.Query.Contains("urn", StringComparison.Ordinal) => Server.Answer(404),
                _ => feeds.Answer(request),
            };
        }
    }

    /// <summary>A body that ends too soon.</summary>
    private HttpResponseMessage Cut(Received request)
    {
        var whole = feeds.Answer(request).Content.ReadAsStringAsync().GetAwaiter().GetResult();
        return Server.Answer(200, whole[..service.Next(whole.Length)]);
    }
}

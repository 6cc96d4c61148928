using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Client.Tests.Support;
using Xunit;

namespace RaxBackup.Client.Tests;

/// <summary>Many reads at once: in order, bounded, and over when nobody wants more.</summary>
public sealed class FanOutTests
{
    private readonly Listener listener = new();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(0)]
    public async Task Results_come_in_input_order_and_no_more_run_than_allowed(int throttle)
    {
        var ids = Enumerable.Range(1, 200).Select(id => (long)id).ToList();
        var running = 0;
        var most = 0;
        var random = new Random(7);
        var results = await FanOut.RunAsync(ids, throttle, async (index, _) =>
        {
            var now = Interlocked.Increment(ref running);
            int seen;
            while ((seen = Volatile.Read(ref most)) < now) Interlocked.CompareExchange(ref most, now, seen);
            int yields;
            lock (random) yields = random.Next(5);
            for (var i = 0; i < yields; i++) await Task.Yield();
            Interlocked.Decrement(ref running);
            return ids[index] % 10 == 0 ? throw new RaxBackupException(FailureKind.NotFound, "AgentNotFound", $"{ids[index]}") : $"v{ids[index]}";
        }, listener.Call).ToListAsync();

        Assert.Equal(ids, results.Select(result => result.Id));
        Assert.All(results, result => Assert.Equal(result.Id % 10 == 0 ? null : $"v{result.Id}", result.Value));
        Assert.Equal(20, results.Count(result => result.Failure?.ErrorId == "AgentNotFound"));
        Assert.InRange(most, 1, Math.Max(1, throttle));
    }

    [Fact]
    public async Task A_slow_first_one_lets_others_run_on_within_bounds()
    {
        var first = new TaskCompletionSource<string>();
        var started = 0;
        var enough = new TaskCompletionSource();
        var results = FanOut.RunAsync([.. Enumerable.Range(0, 1000).Select(id => (long)id)], 2, (index, _) =>
        {
            if (Interlocked.Increment(ref started) == 8) enough.SetResult();
            return index == 0 ? first.Task : Task.FromResult("v");
        }, listener.Call).GetAsyncEnumerator();
        var head = results.MoveNextAsync();
        await enough.Task;
        Assert.Equal(8, started);
        first.SetResult("first");
        Assert.True(await head);
        Assert.Equal("first", results.Current.Value);
        await results.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_stops_early_leaves_nothing_running()
    {
        var running = 0;
        var slowly = new TaskCompletionSource();
        var results = FanOut.RunAsync([1, 2, 3, 4, 5, 6, 7, 8], 4, async (index, call) =>
        {
            if (index == 0) return "v";
            Interlocked.Increment(ref running);
            try
            {
                await Task.Delay(Timeout.Infinite, call.Stop);
                return "never";
            }
            finally
            {
                await slowly.Task;
                Interlocked.Decrement(ref running);
            }
        }, listener.Call).GetAsyncEnumerator();
        Assert.True(await results.MoveNextAsync());

        var end = results.DisposeAsync().AsTask();
        Assert.False(end.IsCompleted);
        slowly.SetResult();
        await end;
        Assert.Equal(0, running);
    }

    [Fact]
    public async Task A_stop_is_a_stop()
    {
        var results = FanOut.RunAsync<string>([1, 2, 3], 2, async (_, call) =>
        {
            listener.Stop();
            await Task.Delay(Timeout.Infinite, call.Stop);
            return "never";
        }, listener.Call);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await results.ToListAsync());
    }

    [Fact]
    public async Task Many_agents_are_read_through_it()
    {
        var server = new Server();
        using var connection = await Accounts.OpenAsync(server);
        server.Otherwise = request => request.Address.Segments.Last() == "3" ? Server.Answer(404) : Server.Answer(200, $"{{\"MachineAgentId\":{request.Address.Segments.Last()}}}");
        var agents = await connection.Agents.GetManyAsync("ORD", [5, 3, 1], 16, listener.Call).ToListAsync();
        Assert.Equal([5, null, 1], agents.Select(agent => agent.Value?.MachineAgentId));
        Assert.Equal(("ORD", "AgentNotFound"), (agents[0].Value!.Region, agents[1].Failure!.ErrorId));
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Client.Waiting;
using Xunit;

namespace RaxBackup.Client.Tests.Waiting;

/// <summary>Waiting for jobs: what ends it, what it survives, what it tells.</summary>
public sealed class JobWaiterTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Dictionary<long, Queue<object>> script = [];
    private readonly Listener listener = new();
    private QuickTime time = new();

    [Fact]
    public async Task Jobs_are_given_as_they_end()
    {
        Script(1, "Queued", "InProgress", "Completed");
        Script(2, "Completed");
        Script(3, "InProgress", "CompletedWithErrors");
        var ended = await WaitAsync();
        Assert.Equal([(2, "Completed"), (3, "CompletedWithErrors"), (1, "Completed")], ended.Select(one => (one.Job.Id, one.Value!.StateText!)));
    }

    [Theory]
    [InlineData(10, new[] { 0, 0.5, 1.5, 3.5, 7.5, 15.5, 25.5, 35.5 })]
    [InlineData(1, new[] { 0, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5 })]
    [InlineData(0.25, new[] { 0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75 })]
    public async Task The_first_looks_come_sooner_than_the_interval(double interval, double[] looks)
    {
        Script(1, [.. Enumerable.Repeat("InProgress", 7), "Completed"]);
        var looked = new List<double>();
        await FinishAsync(new JobWaiter(time).WaitAsync([new(1, null, "Backup 1")], (job, call) =>
        {
            looked.Add((time.GetUtcNow() - QuickTime.Start).TotalSeconds);
            return ReadAsync(job, call);
        }, Progress, new WaitOptions(TimeSpan.FromSeconds(interval)), listener.Call));
        Assert.Equal(looks, looked);
    }

    [Fact]
    public async Task The_time_that_a_person_sees_goes_on_between_looks()
    {
        Script(1, [.. Enumerable.Repeat("InProgress", 4), "Completed"]);
        await WaitAsync();
        Assert.Equal([0, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5], listener.Jobs.Select(job => job.Elapsed.TotalSeconds));
    }

    [Theory]
    [InlineData("Completed")]
    [InlineData("CompletedWithErrors")]
    [InlineData("Stopped")]
    [InlineData("Failed")]
    [InlineData("Skipped")]
    [InlineData("Missed")]
    public async Task Every_final_state_ends_the_wait_at_the_first_look(string state)
    {
        Script(1, state);
        Assert.Equal(state, Assert.Single(await WaitAsync()).Value!.StateText);
        Assert.Empty(time.Waits);
    }

    [Theory]
    [InlineData("Creating")]
    [InlineData("Queued")]
    [InlineData("StartRequested")]
    [InlineData("StartScheduled")]
    [InlineData("StopRequested")]
    [InlineData("Preparing")]
    [InlineData("Not Available")]
    public async Task No_other_state_does(string state)
    {
        Script(1, state, "Completed");
        await WaitAsync();
        Assert.Single(time.Waits);
    }

    [Theory]
    [InlineData(FailureKind.NoConnection)]
    [InlineData(FailureKind.ServiceFailure)]
    [InlineData(FailureKind.TimedOut)]
    [InlineData(FailureKind.LimitExceeded)]
    public async Task Passing_troubles_are_waited_out_and_said_once(FailureKind kind)
    {
        Script(1, "InProgress", Failing(kind), Failing(kind), Failing(kind), "InProgress", "Completed");
        Assert.Equal("Completed", Assert.Single(await WaitAsync()).Value!.StateText);
        Assert.Equal(["It happened. Still waiting for Backup 1.", "Backup 1: the service answers again."], listener.Verbose);
        Assert.Contains("the service does not answer", listener.Jobs[1].Status, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FailureKind.Authentication)]
    [InlineData(FailureKind.Forbidden)]
    [InlineData(FailureKind.UnreadableAnswer)]
    [InlineData(FailureKind.NotConnected)]
    public async Task Others_end_the_wait_for_that_job_alone(FailureKind kind)
    {
        Script(1, "InProgress", Failing(kind));
        Script(2, "InProgress", "InProgress", "Completed");
        var ended = await WaitAsync();
        Assert.Equal([1, 2], ended.Select(one => one.Job.Id));
        Assert.Equal(kind, ended[0].Failure!.Kind);
        Assert.Equal("Completed", ended[1].Value!.StateText);
    }

    [Fact]
    public async Task A_job_may_appear_late_but_not_too_late()
    {
        Script(1, Failing(FailureKind.NotFound), Failing(FailureKind.NotFound), "Completed");
        Script(2, [.. Enumerable.Repeat(Failing(FailureKind.NotFound), 20)]);
        var ended = await WaitAsync();
        Assert.Equal("Completed", ended[0].Value!.StateText);
        Assert.Equal((2, FailureKind.NotFound), (ended[1].Job.Id, ended[1].Failure!.Kind));
        Assert.InRange(time.GetUtcNow(), QuickTime.Start.AddSeconds(15), QuickTime.Start.AddSeconds(15) + Interval);
        Assert.Contains(listener.Jobs, job => job is { JobId: 2, Status: "not to be found yet" });
    }

    [Fact]
    public async Task A_service_that_says_when_is_not_asked_before()
    {
        var busy = Failing(FailureKind.LimitExceeded);
        busy.RetryAt = QuickTime.Start.AddSeconds(35);
        Script(1, busy, "Completed");
        Script(2, "InProgress", "InProgress", "Completed");
        var ended = await WaitAsync();
        Assert.Equal([2, 1], ended.Select(one => one.Job.Id));
        Assert.InRange(time.GetUtcNow(), busy.RetryAt.Value, busy.RetryAt.Value + Interval);
    }

    [Fact]
    public async Task The_time_for_the_wait_ends_it_for_all_that_run()
    {
        time = new QuickTime { Holds = due => due == TimeSpan.FromSeconds(25) };
        Script(1, [.. Enumerable.Repeat("InProgress", 20)]);
        Script(2, "Completed");
        var ended = await WaitAsync(TimeSpan.FromSeconds(25));
        Assert.Equal([2, 1], ended.Select(one => one.Job.Id));
        var failure = ended[1].Failure!;
        Assert.Equal((FailureKind.TimedOut, "WaitTimedOut"), (failure.Kind, failure.ErrorId));
        Assert.Equal("The wait for Backup 1 ended after 25 s; its state was InProgress.", failure.Message);
        AssertAllEnded(1, 2);
    }

    [Fact]
    public async Task A_job_that_was_never_seen_is_not_said_to_go_on()
    {
        var limit = TimeSpan.FromSeconds(2);
        time = new QuickTime { Holds = due => due == limit };
        Script(1, [.. Enumerable.Repeat(Failing(FailureKind.NotFound), 20)]);
        var waited = new JobWaiter(time).WaitAsync([new(1, null, "Backup 1")], ReadAsync, Progress, new WaitOptions(TimeSpan.FromSeconds(1), limit), listener.Call);
        Assert.Equal(FailureKind.NotFound, Assert.Single(await FinishAsync(waited)).Failure!.Kind);
    }

    [Fact]
    public async Task A_look_that_hangs_does_not_outlast_the_time()
    {
        var limit = TimeSpan.FromSeconds(25);
        time = new QuickTime { Holds = _ => true };
        var waited = new JobWaiter(time).WaitAsync<RaxBackup.Backup>([new(1, null, "Backup 1")], async (_, call) =>
        {
            var never = Task.Delay(System.Threading.Timeout.Infinite, call.Stop);
            time.Advance(limit);
            await never;
            throw new InvalidOperationException("unreachable");
        }, Progress, new WaitOptions(Interval, limit), listener.Call);
        Assert.Equal("WaitTimedOut", Assert.Single(await FinishAsync(waited)).Failure!.ErrorId);
    }

    [Fact]
    public async Task Progress_is_told_for_each_job_and_its_bar_taken_away()
    {
        Script(1, "InProgress", "InProgress", "Completed");
        Script(2, "Failed");
        await WaitAsync();
        Assert.Equal(
            [("InProgress", 50, 0, false), ("InProgress", 50, 0.5, false), ("Completed", 50, 1.5, true)],
            listener.Jobs.Where(job => job.JobId == 1).Select(job => (job.Status, job.Percent!.Value, job.Elapsed.TotalSeconds, job.Ended)));
        Assert.All(listener.Jobs, job => Assert.Equal($"Backup {job.JobId}", job.Activity));
        AssertAllEnded(1, 2);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_and_the_bars()
    {
        var stopping = new Listener(notice => notice.Job is { JobId: 2 });
        Script(1, "InProgress");
        Script(2, "InProgress");
        time = new QuickTime { Holds = _ => true };
        var wait = new JobWaiter(time).WaitAsync([.. script.Keys.Select(id => new WaitFor(id, null, $"Backup {id}"))], ReadAsync, Progress, new WaitOptions(Interval), stopping.Call);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FinishAsync(wait));
        Assert.Equal([1, 2], stopping.Jobs.Where(job => job.Ended).Select(job => job.JobId));
    }

    [Fact]
    public async Task Whoever_takes_the_first_alone_leaves_no_bar()
    {
        Script(1, "Completed");
        Script(2, "InProgress");
        await foreach (var _ in new JobWaiter(time).WaitAsync([.. script.Keys.Select(id => new WaitFor(id, null, $"Backup {id}"))], ReadAsync, Progress, new WaitOptions(Interval), listener.Call)) break;
        AssertAllEnded(1, 2);
    }

    [Fact]
    public async Task A_hundred_jobs_are_looked_at_eight_at_a_time()
    {
        var running = 0;
        var most = 0;
        var waited = new JobWaiter(time).WaitAsync([.. Enumerable.Range(1, 100).Select(id => new WaitFor(id, null, $"Backup {id}"))], async (job, _) =>
        {
            var now = System.Threading.Interlocked.Increment(ref running);
            int seen;
            while ((seen = System.Threading.Volatile.Read(ref most)) < now) System.Threading.Interlocked.CompareExchange(ref most, now, seen);
            await Task.Yield();
            System.Threading.Interlocked.Decrement(ref running);
            return new RaxBackup.Backup { BackupId = job.Id, State = JobState.Completed };
        }, Progress, new WaitOptions(Interval), listener.Call);
        Assert.Equal(Enumerable.Range(1, 100).Select(id => (long)id), (await FinishAsync(waited)).Select(one => one.Job.Id));
        Assert.InRange(most, 1, 8);
    }

    [Fact]
    public async Task Nothing_to_wait_for_is_over_at_once() => Assert.Empty(await WaitAsync());

    private static RaxBackupException Failing(FailureKind kind) => new(kind, "Trouble", "It happened.");

    private static JobProgress Progress(RaxBackup.Backup backup) => new(backup.State, backup.StateText, 50);

    private static async Task<List<Waited<RaxBackup.Backup>>> FinishAsync(IAsyncEnumerable<Waited<RaxBackup.Backup>> waited) => await waited.ToListAsync();

    private void Script(long id, params object[] steps) => script[id] = new Queue<object>(steps);

    private Task<RaxBackup.Backup> ReadAsync(WaitFor job, Call call)
    {
        object step;
        lock (script) step = script[job.Id].Dequeue();
        return step is RaxBackupException failure
            ? Task.FromException<RaxBackup.Backup>(failure)
            : Task.FromResult(Samples.One<RaxBackup.Backup>($"{{\"BackupId\":{job.Id},\"CurrentState\":\"{step}\"}}"));
    }

    private Task<List<Waited<RaxBackup.Backup>>> WaitAsync(TimeSpan? timeout = null) => FinishAsync(new JobWaiter(time).WaitAsync(
        [.. script.Keys.Select(id => new WaitFor(id, null, $"Backup {id}"))], ReadAsync, Progress, new WaitOptions(Interval, timeout), listener.Call));

    private void AssertAllEnded(params long[] ids) =>
        Assert.Equal(ids, listener.Jobs.Where(job => job.Ended).Select(job => job.JobId).Order());
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace RaxBackup.Client.Waiting;

/// <summary>
/// Waits for jobs to end: one poller for all of them. Transient failures (no connection, 5xx, timeouts, a 404 within the first
/// moments) are told in a verbose line and waited out; progress is told for each job. The first looks come sooner than the others,
/// each after twice the time, so that a short job does not cost a whole interval.
/// </summary>
internal sealed class JobWaiter(TimeProvider time)
{
    private const int AtATime = 8;
    private static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>Yields each job as it ends, with its object or with what made waiting for it hopeless (WaitTimedOut, BackupNotFound, ...).</summary>
    public async IAsyncEnumerable<Waited<T>> WaitAsync<T>(
        IReadOnlyList<WaitFor> jobs, Func<WaitFor, Call, Task<T>> read, Func<T, JobProgress> progress, WaitOptions options, Call call,
        [EnumeratorCancellation] CancellationToken stop = default) where T : class
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(call.Stop, stop);
        using var limit = options.Timeout is { } longest ? Pause.Limit(time, longest) : new CancellationTokenSource();
        using var within = CancellationTokenSource.CreateLinkedTokenSource(stopped.Token, limit.Token);
        var poll = call.With(within.Token);
        var running = jobs.Select(job => new RunningJob(job, time, call)).ToList();
        try
        {
            for (var rest = FirstRest; running.Count > 0; rest += rest)
            {
                if (rest > options.PollInterval) rest = options.PollInterval;
                foreach (var ended in await RoundAsync(running, read, progress, poll, stopped.Token).ConfigureAwait(false)) yield return ended;
                if (running.Count == 0 || await RestsAsync(running, rest, within.Token, stopped.Token).ConfigureAwait(false)) continue;

                var late = running.ToList();
                running.Clear();
                foreach (var job in late) job.End();
                foreach (var job in late) yield return new Waited<T>(job.Job, null, job.TimedOut(options.Timeout!.Value));
            }
        }
        finally
        {
            foreach (var job in running) job.End();
        }
    }

    /// <summary>Looks at every job once; those that have ended leave the list.</summary>
    private static async Task<List<Waited<T>>> RoundAsync<T>(
        List<RunningJob> running, Func<WaitFor, Call, Task<T>> read, Func<T, JobProgress> progress, Call poll, CancellationToken stopped) where T : class
    {
        var ended = new List<Waited<T>>();
        var due = running.Where(job => job.IsDue).ToList();
        var next = 0;
        try
        {
            var looks = FanOut.RunAsync(due.Select(job => job.Job.Id).ToList(), AtATime, (index, each) => read(due[index].Job, each), poll, stopped);
            await foreach (var look in looks.ConfigureAwait(false))
            {
                var job = due[next++];
                if (job.Take(look, progress) is not { } waited) continue;
                running.Remove(job);
                ended.Add(waited);
            }
        }
        catch (OperationCanceledException) when (!stopped.IsCancellationRequested)
        {
            // The time is over while a job was looked at.
        }
        return ended;
    }

    /// <summary>Rests until the next look; meanwhile the time that a person sees goes on. False when the time for the wait is over.</summary>
    private async Task<bool> RestsAsync(List<RunningJob> running, TimeSpan rest, CancellationToken within, CancellationToken stopped)
    {
        try
        {
            for (var left = rest; left > TimeSpan.Zero; left -= Tick)
            {
                await Pause.ForAsync(time, left < Tick ? left : Tick, within).ConfigureAwait(false);
                if (left > Tick) running.ForEach(job => job.Tell());
            }
            return true;
        }
        catch (OperationCanceledException) when (!stopped.IsCancellationRequested)
        {
            return false;
        }
    }
}

/// <summary>A job to wait for, and the words for its progress bar, such as "Backup 12".</summary>
internal sealed record WaitFor(long Id, string? Region, string Activity)
{
    /// <summary>Whether a 404 may mean that it has just been made and is not readable everywhere yet.</summary>
    public bool MayAppear { get; init; } = true;
}

/// <summary>How far a job is.</summary>
internal sealed record JobProgress(JobState State, string? StateText, int? Percent);

/// <summary>How often to look and how long to wait in all (null: for ever).</summary>
internal sealed record WaitOptions(TimeSpan PollInterval, TimeSpan? Timeout = null);

/// <summary>A job that has ended, or that cannot be waited for.</summary>
internal sealed record Waited<T>(WaitFor Job, T? Value, RaxBackupException? Failure) where T : class;

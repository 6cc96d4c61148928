using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace RaxBackup.Client.Waiting;

/// <summary>
/// Waits for jobs to end: one poller for all of them. Transient failures (no connection, 5xx, timeouts, a 404 within the first
/// moments) are told in a verbose line and waited out; progress is told for each job.
/// </summary>
internal sealed class JobWaiter(TimeProvider time)
{
    /// <summary>Yields each job as it ends, with its object or with what made waiting for it hopeless (WaitTimedOut, BackupNotFound, ...).</summary>
    public IAsyncEnumerable<Waited<T>> WaitAsync<T>(
        IReadOnlyList<WaitFor> jobs, Func<WaitFor, Call, Task<T>> read, Func<T, JobProgress> progress, WaitOptions options, Call call)
        where T : class => throw new NotSupportedException(time.ToString());
}

/// <summary>A job to wait for, and the words for its progress bar, such as "Backup 12".</summary>
internal sealed record WaitFor(long Id, string? Region, string Activity);

/// <summary>How far a job is.</summary>
internal sealed record JobProgress(JobState State, string? StateText, int? Percent);

/// <summary>How often to look and how long to wait in all (null: for ever).</summary>
internal sealed record WaitOptions(TimeSpan PollInterval, TimeSpan? Timeout = null);

/// <summary>A job that has ended, or that cannot be waited for.</summary>
internal sealed record Waited<T>(WaitFor Job, T? Value, RaxBackupException? Failure) where T : class;

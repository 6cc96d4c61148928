using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Client;
using RaxBackup.Client.Waiting;

namespace RaxBackup.Cmdlets;

/// <summary>The kinds of things that commands wait for.</summary>
internal static class JobWatch
{
    public static readonly JobWatch<Backup> Backups = new(
        (connection, job, call) => connection.Backups.GetAsync(job.Region, job.Id, call),
        backup => new(backup.State, backup.StateText, backup.PercentComplete),
        JobEnd.Of,
        "Wait-RaxBackup -BackupId");

    public static readonly JobWatch<Restore> Restores = new(
        (connection, job, call) => connection.Restores.GetAsync(job.Region, job.Id, call),
        restore => new(restore.State, null, restore.PercentComplete),
        JobEnd.Of,
        "Wait-RaxRestore -RestoreId");

    /// <summary>An agent is no job, yet one waits for it alike: being online is its end.</summary>
    public static readonly JobWatch<Agent> Agents = new(
        (connection, job, call) => connection.Agents.GetAsync(job.Region, job.Id, call),
        agent => new(agent.Status == AgentStatus.Online ? JobState.Completed : JobState.InProgress, agent.StatusText ?? agent.Status.ToString(), null),
        _ => JobEnd.Good,
        null);
}

/// <summary>Waits for jobs of one kind: writes each as it ends, and what its end means.</summary>
internal sealed class JobWatch<T>(
    Func<Connection, WaitFor, Call, Task<T>> read, Func<T, JobProgress> progress, Func<T, JobEnd> endOf, string? commandToWaitAgain) where T : class
{
    /// <summary>Waits until every job has ended, the time is over, or the person has had enough.</summary>
    public void Run(SessionCmdlet cmdlet, IReadOnlyList<WaitFor> jobs, WaitOptions options)
    {
        var connection = cmdlet.Connection;
        IReadOnlyList<WaitFor> asked = [.. jobs.Distinct()];
        // A stop comes from another thread.
        var open = new ConcurrentDictionary<WaitFor, string>(asked.Select(job => new KeyValuePair<WaitFor, string>(job, GoesOn(job))));
        if (commandToWaitAgain is not null)
            cmdlet.WordsOnStop = () => string.Join(Environment.NewLine, open.OrderBy(one => one.Key.Id).Select(one => one.Value));
        var waiter = new JobWaiter(TimeProvider.System);
        foreach (var ended in cmdlet.Stream(call => waiter.WaitAsync(asked, (job, own) => read(connection, job, own), progress, options, call)))
        {
            open.TryRemove(ended.Job, out _);
            Tell(cmdlet, ended);
        }
        cmdlet.WordsOnStop = null;
    }

    private void Tell(SessionCmdlet cmdlet, Waited<T> ended)
    {
        if (ended.Value is { } value)
        {
            cmdlet.WriteObject(value);
            var end = endOf(value);
            if (end.Warning is { } warning)
                cmdlet.WriteWarning(warning);
            if (end.Failure is { } failure)
                cmdlet.Fail(failure);
        }
        if (ended.Failure is { } hopeless)
            cmdlet.Fail(hopeless);
    }

    private string GoesOn(WaitFor job) => Text.JobGoesOn(job.Activity, $"{commandToWaitAgain} {job.Id}{(job.Region is null ? "" : $" -Region {job.Region}")}");
}

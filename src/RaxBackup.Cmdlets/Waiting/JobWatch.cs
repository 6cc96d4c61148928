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
        async (connection, job, call) => Why(await connection.Backups.GetReportAsync(job.Region, job.Id, call)),
        JobEnd.Of,
        "Wait-RaxBackup -BackupId");

    public static readonly JobWatch<Restore> Restores = new(
        (connection, job, call) => connection.Restores.GetAsync(job.Region, job.Id, call),
        restore => new(restore.State, null, restore.PercentComplete),
        async (connection, job, call) => Why(await connection.Restores.GetReportAsync(job.Region, job.Id, call)),
        JobEnd.Of,
        "Wait-RaxRestore -RestoreId");

    /// <summary>An agent is no job, yet one waits for it alike: being online is its end.</summary>
    public static readonly JobWatch<Agent> Agents = new(
        (connection, job, call) => connection.Agents.GetAsync(job.Region, job.Id, call),
        agent => new(agent.Status == AgentStatus.Online ? JobState.Completed : JobState.InProgress, agent.StatusText ?? agent.Status.ToString(), null),
        (_, _, _) => Task.FromResult<string?>(null),
        (_, _) => JobEnd.Good,
        null);

    private static string? Why(BackupReport report) => Why(report.Reason, report.Diagnostics);

    private static string? Why(RestoreReport report) => Why(report.Reason, report.Diagnostics);

    private static string? Why(string? reason, string? diagnostics) =>
        string.Join(": ", new[] { reason, diagnostics }.Where(words => !string.IsNullOrWhiteSpace(words)));
}

/// <summary>Waits for jobs of one kind: writes each as it ends, and what its end means.</summary>
internal sealed class JobWatch<T>(
    Func<Connection, WaitFor, Call, Task<T>> read,
    Func<T, JobProgress> progress,
    Func<Connection, WaitFor, Call, Task<string?>> whyFailed,
    Func<T, string?, JobEnd> endOf,
    string? commandToWaitAgain) where T : class
{
    /// <summary>Waits until every job has ended, the time is over, or the person has had enough.</summary>
    public void Run(SessionCmdlet cmdlet, IReadOnlyList<WaitFor> jobs, WaitOptions options)
    {
        var connection = cmdlet.Connection;
        IReadOnlyList<WaitFor> asked = [.. jobs.Distinct()];
        // A stop comes from another thread.
        var open = new ConcurrentDictionary<WaitFor, bool>(asked.Select(job => new KeyValuePair<WaitFor, bool>(job, true)));
        if (commandToWaitAgain is not null)
            cmdlet.WordsOnStop = () => GoesOn(open.Keys, connection.Session.Region);
        var waiter = new JobWaiter(TimeProvider.System);
        foreach (var ended in cmdlet.Stream(call => waiter.WaitAsync(asked, (job, own) => read(connection, job, own), progress, options, call)))
        {
            open.TryRemove(ended.Job, out _);
            Tell(cmdlet, ended, connection);
        }
        cmdlet.WordsOnStop = null;
    }

    /// <summary>What a person who stops waiting for these should know; a line for each. A region is told where it is not the session's own.</summary>
    public string GoesOn(IEnumerable<WaitFor> jobs, string? ownRegion) =>
        string.Join(Environment.NewLine, jobs.OrderBy(job => job.Id).Select(job => GoesOn(job, ownRegion)));

    private void Tell(SessionCmdlet cmdlet, Waited<T> ended, Connection connection)
    {
        if (ended.Value is { } value)
        {
            cmdlet.WriteObject(value);
            var why = progress(value).State == JobState.Failed ? cmdlet.Await(call => WhyOrNullAsync(connection, ended.Job, call)) : null;
            var end = endOf(value, why);
            if (end.Warning is { } warning)
                cmdlet.WriteWarning(warning);
            if (end.Failure is { } failure)
                cmdlet.Fail(failure);
        }
        if (ended.Failure is { } hopeless)
            cmdlet.Fail(hopeless);
    }

    /// <summary>That the report cannot be read is no second failure.</summary>
    private async Task<string?> WhyOrNullAsync(Connection connection, WaitFor job, Call call)
    {
        try
        {
            return await whyFailed(connection, job, call);
        }
        catch (RaxBackupException failure)
        {
            call.Verbose(failure.Message);
            return null;
        }
    }

    private string GoesOn(WaitFor job, string? ownRegion)
    {
        var region = string.Equals(job.Region ?? ownRegion, ownRegion, StringComparison.OrdinalIgnoreCase) ? "" : $" -Region {job.Region}";
        return Text.JobGoesOn(job.Activity, $"{commandToWaitAgain} {job.Id}{region}");
    }
}

using System;
using System.Collections.Generic;
using Dapper;
using RaxBackup.Service.Feeds;

namespace RaxBackup.Service.State;

/// <summary>
/// How jobs of either kind move from state to state. Each step names the states it may start from in the same statement,
/// so that a stop and a start at the same moment cannot both win.
/// </summary>
internal sealed class JobStore(Database database, FeedStore feeds, ServiceClock clock)
{
    /// <summary>A waiting job is taken up; false where it was stopped meanwhile.</summary>
    public bool Prepare(JobKey job) => Move(job, JobStates.Waiting, JobState.Preparing, "StartTime = @now,");

    /// <summary>The job's own work begins; false where a stop was asked for. A backup is encrypted if its agent is by now.</summary>
    public bool Begin(JobKey job) => Move(job, "(9)", JobState.InProgress, job.Kind == JobKind.Backup
        ? """
          IsEncrypted = (SELECT a.IsEncrypted FROM configurations c JOIN agents a USING (MachineAgentId)
            WHERE c.ConfigurationId = backups.ConfigurationId),
          """
        : "");

    /// <summary>Ends a job that still waits; false where it does not wait.</summary>
    public bool StopWaiting(JobKey job) => Move(job, JobStates.Waiting, JobState.Stopped, "CompletedTime = @now,");

    /// <summary>Asks a running job to end; false where it does not run.</summary>
    public bool RequestStop(JobKey job) => Move(job, JobStates.Running, JobState.StopRequested);

    /// <summary>Starts a restore that is being put together; false where it was started before.</summary>
    public bool StartRestore(long restoreId, JobState state) => Move(JobKey.Restore(restoreId), "(0)", state);

    /// <summary>Ends a job: state, figures, errors and usage events, all or nothing.</summary>
    public void Finish(JobKey job, JobEnd end, IReadOnlyList<UsageEvent> events) => database.Write(c =>
    {
        var now = clock.Now;
        c.Execute(
            $"""
            UPDATE {Table(job.Kind)} SET State = @State, StateChangeTime = @now, StartTime = IFNULL(StartTime, @now), CompletedTime = @now,
              NumErrors = @NumErrors, Reason = @Reason, Diagnostics = @Diagnostics
            WHERE {IdColumn(job.Kind)} = @Id
            """,
            new { job.Id, now, end.State, NumErrors = Math.Max(end.NumErrors, end.Errors.Count), end.Reason, end.Diagnostics });
        if (end.Figures != null)
        {
            c.Execute(
                job.Kind == JobKind.Backup
                    ? """
                      UPDATE backups SET FilesSearched = @FilesSearched, BytesSearched = @BytesSearched, FilesBackedUp = @FilesBackedUp,
                        BytesBackedUp = @BytesBackedUp, BytesStored = @BytesStored WHERE BackupId = @Id
                      """
                    : """
                      UPDATE restores SET FilesRestored = @FilesRestored, BytesRestored = @BytesRestored, FilesSkipped = @FilesSkipped
                      WHERE RestoreId = @Id
                      """,
                end.FiguresWith(job.Id));
        }

        JobErrors.Write(c, job, end.Errors);
        foreach (var usage in events)
        {
            var feed = new FeedName(FeedName.Backup, usage.Region, usage.TenantId);
            feeds.Append(c, feed, updated => usage.ToEntry(feed, updated));
        }
    });

    /// <summary>Fails all that the service's last run left unfinished: what became of it is not known.</summary>
    public void FailUnfinished() => database.Write(c =>
    {
        foreach (var kind in new[] { JobKind.Backup, JobKind.Restore })
        {
            c.Execute(
                $"""
                UPDATE {Table(kind)} SET State = @state, StateChangeTime = @now, StartTime = IFNULL(StartTime, @now), CompletedTime = @now,
                  Reason = 'ServiceRestarted', Diagnostics = 'The service was restarted before the job had ended.'
                WHERE State IN {JobStates.Unfinished}
                """,
                new { state = JobState.Failed, now = clock.Now });
        }
    });

    private bool Move(JobKey job, string from, JobState to, string alsoSet = "") => database.Write(c => c.Execute(
        $"UPDATE {Table(job.Kind)} SET {alsoSet} State = @to, StateChangeTime = @now WHERE {IdColumn(job.Kind)} = @Id AND State IN {from}",
        new { job.Id, to, now = clock.Now })) == 1;

    private static string Table(JobKind kind) => kind == JobKind.Backup ? "backups" : "restores";

    private static string IdColumn(JobKind kind) => kind == JobKind.Backup ? "BackupId" : "RestoreId";
}

using System;
using System.Collections.Generic;
using System.Linq;
using Dapper;
using RaxBackup.Service.Agents;
using RaxBackup.Service.Feeds;
using RaxBackup.Service.Simulation;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Seed;

/// <summary>Writes down what a simulated agent has done before the service's time.</summary>
internal sealed class PastJobs(ServiceState state, AgentRow machine, AgentScript script, int number, int seed, DateTimeOffset now)
{
    private readonly Usage _usage = new(machine);
    private readonly List<UsageEvent> _events = [];
    private long _runs;
    private long _stored;

    /// <summary>The events that it has left in the feeds and that are still shown.</summary>
    public IReadOnlyList<UsageEvent> Events => _events;

    /// <summary>How many of the script's runs it has had.</summary>
    public long Runs => _runs;

    /// <summary>Writes down a configuration's backups: those that the seed tells, and those that its schedule would have made.</summary>
    public void Write(long configurationId, SeedConfiguration configuration)
    {
        var path = configuration.Settings.Items[0].FilePath;
        foreach (var (ended, run, told) in Past(configuration).Where(one => one.Ended <= now).OrderBy(one => one.Ended))
        {
            var end = run.BackupEnd(path);
            var id = WriteBackup(configurationId, ended, run, end);
            if (run.IsRestorable)
            {
                _stored += run.Bytes;
                Bill(ended, run, JobKind.Backup, id, begun => _usage.OfBackup(run.Bytes, _stored, begun, ended));
            }

            foreach (var restore in told?.Restores ?? [])
            {
                WriteRestore(id, run, restore);
            }
        }
    }

    private IEnumerable<(DateTimeOffset Ended, ScriptedRun Run, PastJob? Told)> Past(SeedConfiguration configuration)
    {
        foreach (var told in configuration.Backups)
        {
            yield return (told.Ended, ScriptedRun.Of(told.Run, Next()), told);
        }

        var first = now.AddDays(-configuration.HistoryDays);
        for (var at = configuration.HistoryDays == 0 ? null : configuration.Settings.ToSchedule().NextRun(first, first); at <= now;
            at = configuration.Settings.ToSchedule().NextRun(at.Value, first))
        {
            var run = ScriptedRun.Draw(script.Backups, AgentScript.PlainBackup, _runs, Next());
            yield return (at.Value + run.Duration, run, null);
        }
    }

    private Random Next() => Chance.Of(seed, number, _runs++);

    private long WriteBackup(long configurationId, DateTimeOffset ended, ScriptedRun run, JobEnd end) => state.Write(c =>
    {
        var id = c.NextId();
        var figures = (BackupFigures?)end.Figures;
        c.Execute(
            """
            INSERT INTO backups (BackupId, ConfigurationId, State, StateChangeTime, RequestedTime, StartTime, CompletedTime,
              FilesSearched, BytesSearched, FilesBackedUp, BytesBackedUp, BytesStored, NumErrors, Reason, Diagnostics)
            VALUES (@id, @configurationId, @State, @to, @from, @from, @to, @files, @bytes, @files, @bytes, @bytes, @errors, @Reason, @Diagnostics)
            """,
            new
            {
                id, configurationId, end.State, from = (ended - run.Duration).ToUnixTimeMilliseconds(), to = ended.ToUnixTimeMilliseconds(),
                files = figures?.FilesBackedUp ?? 0, bytes = figures?.BytesBackedUp ?? 0, errors = end.Errors.Count, end.Reason, end.Diagnostics,
            });
        JobErrors.Write(c, JobKey.Backup(id), end.Errors);
        return id;
    });

    private void WriteRestore(long backupId, ScriptedRun backup, PastRestore restore) => state.Write(c =>
    {
        var (id, ended) = (c.NextId(), restore.Job.Ended);
        var run = ScriptedRun.Of(restore.Job.Run, Next());
        var end = run.RestoreEnd(restore.Destination, backup.Files, backup.Bytes);
        var figures = (RestoreFigures?)end.Figures;
        c.Execute(
            """
            INSERT INTO restores (RestoreId, BackupId, DestinationMachineId, DestinationPath, OverwriteFiles, BackupDataCenter, State,
              StateChangeTime, StartTime, CompletedTime, FilesRestored, BytesRestored, NumErrors, Reason, Diagnostics)
            VALUES (@id, @backupId, @MachineAgentId, @Destination, 0, @Region, @State, @to, @from, @to, @files, @bytes, @errors, @Reason, @Diagnostics)
            """,
            new
            {
                id, backupId, machine.MachineAgentId, restore.Destination, machine.Region, end.State,
                from = (ended - run.Duration).ToUnixTimeMilliseconds(), to = ended.ToUnixTimeMilliseconds(),
                files = figures?.FilesRestored ?? 0, bytes = figures?.BytesRestored ?? 0, errors = end.Errors.Count, end.Reason, end.Diagnostics,
            });
        JobErrors.Write(c, JobKey.Restore(id), end.Errors);
        if (figures != null)
        {
            Bill(ended, run, JobKind.Restore, id, begun => _usage.OfRestore(figures.BytesRestored, begun, ended));
        }

        return id;
    });

    private void Bill(DateTimeOffset ended, ScriptedRun run, JobKind kind, long id, Func<DateTimeOffset, IReadOnlyList<UsageEvent>> events)
    {
        if (ended > now - FeedStore.Kept)
        {
            _events.AddRange(events(ended - run.Duration).Select((usage, i) => usage with { Id = Chance.Id(seed, (long)kind, id, i) }));
        }
    }
}

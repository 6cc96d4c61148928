using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Extensions.Logging;
using RaxBackup.Service.Agents;
using RaxBackup.Service.Feeds;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Simulation;

/// <summary>What simulated agents share: how their jobs begin and end in the state.</summary>
internal sealed class SimulatedJobs(ServiceState state, ILogger log)
{
    public ServiceClock Clock => state.Clock;

    public ILogger Log => log;

    public long VaultBytes(long agentId) => state.Simulated.VaultBytes(agentId);

    /// <summary>Takes up a job that waits; false where it was stopped meanwhile.</summary>
    public bool Begin(SimulatedRow row, AgentScript script, SimulatedJob job) => state.Write(() =>
    {
        if (!state.Jobs.Prepare(job.Key) || !state.Jobs.Begin(job.Key))
        {
            return false;
        }

        var number = state.Simulated.NextRun(row.MachineAgentId);
        var isBackup = job.Key.Kind == JobKind.Backup;
        var random = Chance.Of(row.Random, row.Number, number);
        job.Begin(
            ScriptedRun.Draw(isBackup ? script.Backups : script.Restores, isBackup ? AgentScript.PlainBackup : new RunScript(), number, random),
            state.Clock.GetUtcNow());
        return true;
    });

    /// <summary>Writes the end down: the script's, unless the job is cut short.</summary>
    public void Finish(SimulatedRow row, SimulatedJob job, JobEnd? cutShort)
    {
        var (run, scope) = (job.Run!, new Scope(row.TenantId, row.Region));
        if (cutShort != null)
        {
            state.Jobs.Finish(job.Key, cutShort, []);
            return;
        }

        var usage = new Usage(new AgentRow { TenantId = row.TenantId, Region = row.Region, HostServerId = row.HostServerId });
        var now = state.Clock.GetUtcNow();
        if (job.Key.Kind == JobKind.Backup)
        {
            var backup = state.Backups.Get(scope, job.Key.Id);
            var stored = VaultBytes(row.MachineAgentId) + run.Bytes;
            state.Jobs.Finish(
                job.Key, run.BackupEnd(state.Simulated.FirstPath(backup.ConfigurationId)),
                Events(row, job, run.IsRestorable ? usage.OfBackup(run.Bytes, stored, job.Begun, now) : []));
            return;
        }

        var restore = state.Restores.Get(scope, job.Key.Id);
        var made = state.Backups.Get(scope, restore.BackupId);
        state.Jobs.Finish(
            job.Key, run.RestoreEnd(restore.DestinationPath, made.FilesBackedUp, made.BytesBackedUp),
            Events(row, job, run.IsRestorable
                ? usage.OfRestore(run.RestoreFigures(made.FilesBackedUp, made.BytesBackedUp).BytesRestored, job.Begun, now) : []));
    }

    // The same job leaves the same events, id and all.
    private static List<UsageEvent> Events(SimulatedRow row, SimulatedJob job, IReadOnlyList<UsageEvent> events) =>
        [.. events.Select((usage, i) => usage with { Id = Chance.Id(row.Random, (long)job.Key.Kind, job.Key.Id, i) })];
}

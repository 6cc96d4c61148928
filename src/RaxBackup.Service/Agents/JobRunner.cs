using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using RaxBackup.Service.Engines;
using RaxBackup.Service.Feeds;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Agents;

/// <summary>One job on this machine, from Preparing to its end, whatever that is.</summary>
internal sealed class JobRunner(AgentRow machine, ServiceState state, IBackupEngine engine, string vault, ILogger log)
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(2);

    private readonly Scope _scope = new(machine.TenantId, machine.Region);
    private readonly Usage _usage = new(machine);

    public async Task RunAsync(JobKey key, RunningJob job)
    {
        var begun = state.Clock.GetUtcNow();
        state.KeepReserve();
        if (!state.Jobs.Prepare(key))
        {
            log.LogDebug("{Kind} {Id} had been stopped before its turn came", key.Kind, key.Id);
            return;
        }

        log.LogInformation("{Kind} {Id} begins", key.Kind, key.Id);

        if (job.IsShutdown)
        {
            await FinishAsync(key, JobEnds.ServiceStopped, [], job);
            return;
        }

        IReadOnlyList<UsageEvent> events = [];
        JobEnd end;
        try
        {
            (end, events) = key.Kind == JobKind.Backup ? await BackupAsync(key, job, begun) : await RestoreAsync(key, job, begun);
        }
        catch (OperationCanceledException) when (job.Stop.IsCancellationRequested)
        {
            end = job.IsShutdown ? JobEnds.ServiceStopped : JobEnds.Stopped;
        }
        catch (EngineException failed)
        {
            end = JobEnds.Failed(failed, PathOf(key, failed.Failure));
        }
        catch (Exception fault)
        {
            log.LogError(fault, "{Kind} {Id} failed unexpectedly", key.Kind, key.Id);
            end = JobEnds.Failed(fault);
        }

        await FinishAsync(key, end, events, job);
    }

    private async Task<(JobEnd End, IReadOnlyList<UsageEvent> Events)> BackupAsync(JobKey key, RunningJob job, DateTimeOffset begun)
    {
        state.Jobs.Begin(key);
        var backup = state.Backups.Get(_scope, key.Id);
        var work = state.Configurations.Get(_scope, backup.ConfigurationId).ToJob(backup);
        var outcome = await engine.BackupAsync(work, job, job.Stop);
        var stored = await engine.StoredBytesAsync(CancellationToken.None);
        return (JobEnds.Of(outcome), _usage.OfBackup(outcome.BytesStored, stored, begun, state.Clock.GetUtcNow()));
    }

    private async Task<(JobEnd End, IReadOnlyList<UsageEvent> Events)> RestoreAsync(JobKey key, RunningJob job, DateTimeOffset begun)
    {
        var work = state.Restores.Get(_scope, key.Id).ToJob(state.Restores.Items(key.Id), job.Passphrase);
        state.Jobs.Begin(key);
        var outcome = await engine.RestoreAsync(work, job, job.Stop);
        return (JobEnds.Of(outcome), _usage.OfRestore(outcome.BytesRestored, begun, state.Clock.GetUtcNow()));
    }

    // What the failure is about: where the files should have come from or gone to, else the vault.
    private string PathOf(JobKey key, EngineFailure failure) => failure switch
    {
        EngineFailure.DestinationUnusable => state.Restores.Get(_scope, key.Id).DestinationPath,
        EngineFailure.NothingToBackUp => state.Configurations.Get(_scope, state.Backups.Get(_scope, key.Id).ConfigurationId)
            .Items.FirstOrDefault(item => !item.IsExclusion)?.FilePath ?? "",
        EngineFailure.WrongPassphrase => "",
        _ => vault,
    };

    // The end must be written down even where the disk is full for a while.
    private async Task FinishAsync(JobKey key, JobEnd end, IReadOnlyList<UsageEvent> events, RunningJob job)
    {
        while (true)
        {
            try
            {
                state.Jobs.Finish(key, end, events);
                log.LogInformation(
                    "{Kind} {Id} has ended: {State}, {Reason}, {Errors} errors", key.Kind, key.Id, end.State, end.Reason, end.NumErrors);
                log.LogDebug("{Kind} {Id}: {Figures}", key.Kind, key.Id, end.Figures);
                return;
            }
            catch (SqliteException broken) when (!job.IsShutdown)
            {
                log.LogError("The end of {Kind} {Id} cannot be written down yet: {Message}", key.Kind, key.Id, broken.Message);
                await Task.Delay(BetweenAttempts, state.Clock.Real);
            }
        }
    }
}

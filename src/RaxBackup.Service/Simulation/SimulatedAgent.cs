using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using RaxBackup.Service.Agents;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Simulation;

/// <summary>An agent whose jobs go as its script says, by the service's clock. It has no thread, and touches no file.</summary>
internal sealed class SimulatedAgent(SimulatedRow row, AgentScript script, SimulatedJobs jobs) : IAgent
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Queue<SimulatedJob> _waiting = new(0);
    private SimulatedJob? _current;
    private DateTimeOffset? _woken;
    private TaskCompletionSource? _retired;

    public long MachineAgentId => row.MachineAgentId;

    public string VaultAddress => $"urn:raxbackup:simulated:{row.MachineAgentId}";

    public bool IsOnline => _retired == null && script.IsOnline(jobs.Clock.GetUtcNow(), _woken);

    public bool IsBusy => _current != null;

    public bool Enqueue(JobKey job, SealedPassphrase? passphrase = null)
    {
        // It has been verified, and nothing is read with it.
        passphrase?.Dispose();
        lock (_gate)
        {
            if (_retired != null)
            {
                return false;
            }

            _waiting.Enqueue(new SimulatedJob(job));
            Next();
            return true;
        }
    }

    public void Interrupt(JobKey job)
    {
        lock (_gate)
        {
            if (_current?.Key == job)
            {
                End(_current, JobEnds.Stopped);
            }
        }
    }

    public int? Percent(JobKey job) => Find(job)?.Percent(jobs.Clock.GetUtcNow());

    public Task WhenDone(JobKey job) => Find(job)?.Done ?? Task.CompletedTask;

    public Task<bool> HasDataAsync(long backupId, CancellationToken stop) => Task.FromResult(true);

    public void SetLogLevel(int loggingLevelId)
    {
        // It writes nothing to the log.
    }

    public void Wake()
    {
        // One that is waking up, or awake, is not woken again.
        if (script.Presence == Presence.UntilWoken && script.SleepsAt(jobs.Clock.GetUtcNow(), _woken))
        {
            _woken = jobs.Clock.GetUtcNow();
        }
    }

    public Task RetireAsync()
    {
        lock (_gate)
        {
            _retired ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_current == null)
            {
                _retired.TrySetResult();
            }

            return _retired.Task;
        }
    }

    public Task<long> VaultBytesAsync(CancellationToken stop) => Task.FromResult(jobs.VaultBytes(row.MachineAgentId));

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _ = RetireAsync();
            while (_current != null)
            {
                End(_current, JobEnds.ServiceStopped);
            }
        }

        return ValueTask.CompletedTask;
    }

    // Begins with what waits, unless it is busy. What was stopped meanwhile is over already, and what never runs is over at once.
    private void Next()
    {
        while (_current == null && _waiting.TryDequeue(out var job))
        {
            if (!jobs.Begin(row, script, job))
            {
                job.End();
                continue;
            }

            _current = job;
            if (job.Run!.Duration == TimeSpan.Zero)
            {
                End(job, null);
            }
            else
            {
                job.EndIn(job.Run.Duration, jobs.Clock, () => EndByItself(job));
            }
        }

        if (_current == null)
        {
            _retired?.TrySetResult();
        }
    }

    private void EndByItself(SimulatedJob job)
    {
        lock (_gate)
        {
            try
            {
                if (_current == job)
                {
                    End(job, null);
                }
            }
            catch (SqliteException broken)
            {
                jobs.Log.LogError("The end of {Kind} {Id} cannot be written down yet: {Message}", job.Key.Kind, job.Key.Id, broken.Message);
                job.EndIn(BetweenAttempts, jobs.Clock, () => EndByItself(job));
            }
        }
    }

    private void End(SimulatedJob job, JobEnd? cutShort)
    {
        jobs.Finish(row, job, cutShort);
        _current = null;
        job.End();
        Next();
    }

    private SimulatedJob? Find(JobKey job)
    {
        lock (_gate)
        {
            if (_current?.Key == job)
            {
                return _current;
            }

            foreach (var waiting in _waiting)
            {
                if (waiting.Key == job)
                {
                    return waiting;
                }
            }

            return null;
        }
    }
}

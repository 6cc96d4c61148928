using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using RaxBackup.Service.Engines;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Agents;

/// <summary>This machine's agent: runs jobs one at a time on real files, through the engine.</summary>
internal sealed class LocalAgent : IAgent
{
    private readonly Channel<JobKey> _queue = Channel.CreateUnbounded<JobKey>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<JobKey, RunningJob> _jobs = new();
    private readonly CancellationTokenSource _shutdown = new();
    private readonly IBackupEngine _engine;
    private readonly JobRunner _runner;
    private readonly AgentLog _log;
    private readonly Task _loop;
    private volatile bool _isRetired;

    public LocalAgent(AgentRow machine, ServiceState state, IBackupEngine engine, string vault, ILogger log)
    {
        MachineAgentId = machine.MachineAgentId;
        VaultAddress = new Uri(vault).AbsoluteUri;
        _engine = engine;
        _log = new AgentLog(log, machine.LoggingLevelId);
        _runner = new JobRunner(machine, state, engine, vault, _log);
        _loop = Task.Run(RunAsync);
    }

    public long MachineAgentId { get; }

    public string VaultAddress { get; }

    public bool IsOnline => !_isRetired && !_shutdown.IsCancellationRequested;

    public bool IsBusy => !_jobs.IsEmpty;

    public bool Enqueue(JobKey job, SealedPassphrase? passphrase = null)
    {
        var running = new RunningJob(passphrase, _shutdown.Token);
        _jobs[job] = running;
        if (_queue.Writer.TryWrite(job))
        {
            return true;
        }

        _jobs.TryRemove(job, out _);
        running.Dispose();
        return false;
    }

    public void Interrupt(JobKey job)
    {
        if (_jobs.TryGetValue(job, out var running))
        {
            running.Interrupt();
        }
    }

    public int? Percent(JobKey job) => _jobs.TryGetValue(job, out var running) ? running.Percent : null;

    public Task WhenDone(JobKey job) => _jobs.TryGetValue(job, out var running) ? running.Done : Task.CompletedTask;

    public async Task<bool> HasDataAsync(long backupId, CancellationToken stop) => (await _engine.ListAsync(stop)).Contains(backupId);

    public void SetLogLevel(int loggingLevelId) => _log.LoggingLevelId = loggingLevelId;

    public void Wake()
    {
        // It never sleeps.
    }

    public Task RetireAsync()
    {
        _isRetired = true;
        _queue.Writer.TryComplete();
        return _loop;
    }

    public Task<long> VaultBytesAsync(CancellationToken stop) => _engine.StoredBytesAsync(stop);

    private async Task RunAsync()
    {
        await foreach (var key in _queue.Reader.ReadAllAsync())
        {
            var job = _jobs[key];
            try
            {
                await _runner.RunAsync(key, job);
            }
            catch (Exception fault)
            {
                // The job's row tells nothing of this; the next start will find it unfinished.
                _log.LogError(fault, "{Kind} {Id} could not be run to its end", key.Kind, key.Id);
            }
            finally
            {
                _jobs.TryRemove(key, out _);
                job.End();
                job.Dispose();
            }
        }
    }

    /// <summary>Interrupts what runs, and ends once that has been written down.</summary>
    public async ValueTask DisposeAsync()
    {
        await _shutdown.CancelAsync();
        _queue.Writer.TryComplete();
        await _loop;
        _shutdown.Dispose();
    }
}

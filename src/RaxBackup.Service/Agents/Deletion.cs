using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using RaxBackup.Service.Engines;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Agents;

/// <summary>
/// Deletes agents: from the lists at once; from the vault as soon as what they are in the middle of has ended, and no job of
/// another agent is in the way. What a service's end cuts short, its next start goes on with; it also forgets what lies whole in the
/// vault of a backup whose end was never written down, and which has failed for it.
/// </summary>
internal sealed class Deletion(ServiceState state, AgentDirectory agents, IBackupEngine engine, ILogger log) : IAsyncDisposable
{
    private readonly CancellationTokenSource _shutdown = new();
    private readonly ConcurrentBag<Task> _pending = [];

    /// <summary>Ends when the data of all agents deleted so far has been forgotten.</summary>
    public Task Settled => Task.WhenAll(_pending);

    /// <summary>Goes on with what the last run of the service left.</summary>
    public void Resume() => _pending.Add(Task.Run(() => ForgetAsync(() => state.AgentRemoval.BackupsOfDeleted(null).Concat(state.Backups.Failed()))));

    public void Delete(Scope scope, long id)
    {
        id = state.Agents.Get(scope, id).MachineAgentId;
        state.AgentRemoval.Delete(id);
        _pending.Add(Task.Run(() => FinishAsync(id)));
    }

    private async Task FinishAsync(long id)
    {
        await agents.RetireAsync(id);
        await ForgetAsync(() => state.AgentRemoval.BackupsOfDeleted(id));
    }

    private async Task ForgetAsync(Func<IEnumerable<long>> backups)
    {
        try
        {
            foreach (var backup in (await engine.ListAsync(_shutdown.Token)).Intersect(backups()))
            {
                await engine.ForgetAsync(backup, _shutdown.Token);
            }
        }
        catch (OperationCanceledException) when (_shutdown.IsCancellationRequested)
        {
            // The next start goes on.
        }
        catch (Exception broken) when (broken is EngineException or SqliteException)
        {
            log.LogError("Data that is to be deleted is still in the vault; the service's next start tries again: {Message}", broken.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _shutdown.CancelAsync();
        await Settled;
        _shutdown.Dispose();
    }
}

using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Agents;

/// <summary>The agents that run, by id. One that is stored but does not run is offline.</summary>
internal sealed class AgentDirectory : IAsyncDisposable
{
    private readonly ConcurrentDictionary<long, IAgent> _running = new();

    public void Add(IAgent agent) => _running[agent.MachineAgentId] = agent;

    public IAgent? Find(long id) => _running.TryGetValue(id, out var agent) ? agent : null;

    public bool IsOnline(long id) => Find(id)?.IsOnline == true;

    /// <summary>The agent, ready to take a job; a refusal where it does not answer.</summary>
    public IAgent Ready(long id) =>
        Find(id) is { IsOnline: true } agent ? agent : throw Refusal.Forbidden($"Agent {id} is offline; wake it and try again.");

    /// <summary>Lets an agent end what it is in the middle of, and go.</summary>
    public async Task RetireAsync(long id)
    {
        if (Find(id) is { } agent)
        {
            await agent.RetireAsync();
            await RemoveAsync(id);
        }
    }

    public async Task<long?> VaultBytesAsync(long id, CancellationToken stop) =>
        Find(id) is { } agent ? await agent.VaultBytesAsync(stop) : null;

    /// <summary>Interrupts what runs, and ends once that has been written down.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var id in _running.Keys)
        {
            await RemoveAsync(id);
        }
    }

    // Whoever takes it out disposes of it, so that nobody does so twice.
    private async Task RemoveAsync(long id)
    {
        if (_running.TryRemove(id, out var agent))
        {
            await agent.DisposeAsync();
        }
    }
}

using System.Collections.Generic;
using System.Threading.Tasks;
using RaxBackup.Client.Http;

namespace RaxBackup.Client;

/// <summary>The agent and user operations. Region null means the session's.</summary>
internal sealed class AgentsApi(BackupEndpoint backup)
{
    /// <summary>List all agents for the user: their Status is not reliable and read as Unknown.</summary>
    public async Task<IReadOnlyList<Agent>> ListAsync(string? region, Call call)
    {
        var agents = await backup.ListAsync<Agent>(region, Operation.Get("ListAgents", "user/agents"), call).ConfigureAwait(false);
        foreach (var agent in agents) agent.Status = AgentStatus.Unknown;
        return agents;
    }

    /// <summary>List the agent details.</summary>
    public Task<Agent> GetAsync(string? region, long agentId, Call call) => backup.ReadAsync<Agent>(region, Operation.Get("GetAgent", $"agent/{agentId}"), call);

    /// <summary>The details of many agents, at most <paramref name="throttle"/> at a time, in the order of the ids, as they come.</summary>
    public IAsyncEnumerable<Fetched<Agent>> GetManyAsync(string? region, IReadOnlyList<long> ids, int throttle, Call call) =>
        FanOut.RunAsync(ids, throttle, (index, each) => GetAsync(region, ids[index], each), call);

    /// <summary>List the agent details by host server ID.</summary>
    public Task<Agent> GetByHostServerAsync(string? region, string hostServerId, Call call) => backup.ReadAsync<Agent>(
        region, Operation.Get("GetAgentByHostServer", $"agent/server/{Escape.Segment(hostServerId)}") with
        {
            Words = "get the agent of host server",
            Target = hostServerId,
        }, call);

    /// <summary>Wake up agents.</summary>
    public Task WakeAsync(string? region, Call call) => backup.WakeAsync(region, Operation.PostSame("WakeAgents", "user/wakeupagents"), call);
}

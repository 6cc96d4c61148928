using System.Collections.Generic;
using System.Threading.Tasks;
using RaxBackup.Client.Http;

namespace RaxBackup.Client;

/// <summary>The agent and user operations. Region null means the session's.</summary>
internal sealed class AgentsApi(BackupEndpoint backup)
{
    private const string LookAtAgents = "Look at the agents (Get-RaxBackupAgent -Detailed) before trying again.";

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

    /// <summary>Enable or disable an agent.</summary>
    public Task SwitchAsync(string? region, long agentId, bool enable, Call call) => backup.SendAsync(
        region, Operation.PostSame("EnableAgent", "agent/enable", new AgentSwitchDraft(agentId, enable)) with
        {
            Words = enable ? "enable agent" : "disable agent",
        }, call);

    /// <summary>Update the agent backup behavior. The wire wants UseServiceNet in any case: where it is null it is read first.</summary>
    public async Task<Agent> UpdateAsync(string? region, long agentId, string? backupDataCenter, bool? useServiceNet, Call call)
    {
        var uses = useServiceNet ?? (await GetAsync(region, agentId, call).ConfigureAwait(false)).UseServiceNet
            ?? throw Failure.About(agentId, FailureKind.UnreadableAnswer, nameof(Text.ServiceNetUnknown), agentId);
        var operation = Operation.PostSame("UpdateAgent", $"agent/{agentId}", new AgentUpdateDraft(backupDataCenter, uses));
        return await backup.ReadAsync<Agent>(region, operation, call).ConfigureAwait(false);
    }

    /// <summary>Change log level.</summary>
    public Task SetLogLevelAsync(string? region, long agentId, AgentLogLevel level, Call call) => backup.SendAsync(
        region, Operation.PutSame("SetLogLevel", "agent/logging", new LogLevelDraft(agentId, (int)level)) with
        {
            Format = BodyFormat.Form,
            Words = "set the log level of agent",
        }, call);

    /// <summary>Delete an agent, with its backups.</summary>
    public Task DeleteAsync(string? region, long agentId, Call call) => backup.SendAsync(
        region, Operation.PostOnce("DeleteAgent", "agent/delete", new AgentDeletionDraft(agentId)) with { IfUnknown = LookAtAgents }, call);

    /// <summary>Migrate a vault.</summary>
    public Task MigrateVaultAsync(string? region, long sourceAgentId, long destinationAgentId, Call call) => backup.SendAsync(
        region, Operation.PutOnce("MigrateVault", "agent/migratevault", new VaultMoveDraft(sourceAgentId, destinationAgentId)) with
        {
            Words = "move the vault of agent",
            IfUnknown = LookAtAgents,
        }, call);
}

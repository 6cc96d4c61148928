using System.Threading.Tasks;
using Microsoft.AspNetCore.Routing;
using RaxBackup.Service.Agents;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>agent/ and user/.</summary>
internal static class AgentRoutes
{
    public static void MapAgents(this IEndpointRouteBuilder routes, AgentStore agents, AgentDirectory running)
    {
        routes.Answer(Operations.GetAgent, call => OneAsync(call, agents.Get(call.Scope, call.Id), running));
        routes.Answer(Operations.GetAgentByHostServer,
            call => OneAsync(call, agents.GetByHostServer(call.Scope, call.Text("hostServerId")), running));
        routes.Answer(Operations.ListAgents, call => ListAsync(call, agents, running));
        routes.Answer(Operations.UpdateAgent, async call =>
        {
            var id = agents.Get(call.Scope, call.Id).MachineAgentId;
            var (useServiceNet, dataCenter) = AgentBody.ReadTransport(await call.BodyAsync(), call.Scope, agents);
            agents.SetTransport(id, useServiceNet, dataCenter);
            await OneAsync(call, agents.Get(call.Scope, id), running, "BackupDataCenter");
        });
        routes.Answer(Operations.WakeAgents, call =>
        {
            foreach (var id in agents.Ids(call.Scope))
            {
                running.Find(id)?.Wake();
            }

            return Reply.EmptyAsync(call.Http, 200);
        });
    }

    private static async Task OneAsync(ApiCall call, AgentRow agent, AgentDirectory running, string dataCenterName = "BackupDatacenter")
    {
        var size = await running.VaultBytesAsync(agent.MachineAgentId, call.Aborted);
        var status = running.IsOnline(agent.MachineAgentId) ? "Online" : "Offline";
        await Reply.JsonAsync(call.Http, 200, json => AgentJson.Write(json, agent, status, size, Vault(agent, running), dataCenterName));
    }

    private static async Task ListAsync(ApiCall call, AgentStore agents, AgentDirectory running)
    {
        var rows = agents.List(call.Scope);
        var sizes = new long?[rows.Count];
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = await running.VaultBytesAsync(rows[i].MachineAgentId, call.Aborted);
        }

        await Reply.JsonAsync(call.Http, 200, json =>
        {
            json.WriteStartArray();
            for (var i = 0; i < rows.Count; i++)
            {
                // The list says Offline of every agent, as the real one does.
                AgentJson.Write(json, rows[i], "Offline", sizes[i], Vault(rows[i], running));
            }

            json.WriteEndArray();
        });
    }

    private static string? Vault(AgentRow agent, AgentDirectory running) => running.Find(agent.MachineAgentId)?.VaultAddress;
}

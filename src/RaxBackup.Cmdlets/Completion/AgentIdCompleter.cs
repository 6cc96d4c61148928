using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>Completes agents' ids, by id or by machine name.</summary>
public sealed class AgentIdCompleter : SessionCompleter
{
    private protected override async Task<IReadOnlyList<Offer>> AskAsync(Connection connection, string? region, Call call)
    {
        var agents = await connection.Agents.ListAsync(region, call);
        return [.. agents.Select(OfferOf)];
    }

    private static Offer OfferOf(Agent agent) =>
        new(agent.MachineAgentId.ToString(CultureInfo.InvariantCulture), $"{agent.MachineAgentId} {agent.MachineName}");
}

using System;
using System.Collections.Generic;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Agents;

/// <summary>What a job on a machine costs, as events of the backup feed.</summary>
internal sealed class Usage(AgentRow machine)
{
    /// <summary>Bytes brought into the vault, bytes that the vault takes, and the agent's licence.</summary>
    public IReadOnlyList<UsageEvent> OfBackup(long bytesIn, long bytesStored, DateTimeOffset from, DateTimeOffset to) =>
    [
        Event("bandwidthIn", from, to, ("bandwidthIn", bytesIn)),
        Event("storage", from, to, ("storage", bytesStored)),
        Event("license", from, to),
    ];

    /// <summary>Bytes brought out of the vault.</summary>
    public IReadOnlyList<UsageEvent> OfRestore(long bytesOut, DateTimeOffset from, DateTimeOffset to) =>
        [Event("bandwidthOut", from, to, ("bandwidthOut", bytesOut))];

    private UsageEvent Event(string product, DateTimeOffset from, DateTimeOffset to, params (string Name, long Value)[] quantities)
    {
        var byName = new Dictionary<string, long>();
        foreach (var (name, value) in quantities)
        {
            byName[name] = value;
        }

        return new UsageEvent(machine.TenantId, machine.Region, machine.HostServerId, product, from, to) { Quantities = byName };
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using RaxBackup.Service.Feeds;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Agents;

/// <summary>What a job on a machine costs, as events of the backup feed.</summary>
internal sealed class Usage(AgentRow machine)
{
    /// <summary>Bytes brought into the vault, bytes that the vault takes, and the agent's licence.</summary>
    public IReadOnlyList<UsageEvent> OfBackup(long bytesIn, long bytesStored, DateTimeOffset from, DateTimeOffset to) =>
    [
        Event(UsageMessage.BandwidthIn, from, to, ("bandwidthIn", bytesIn)),
        Event(UsageMessage.Storage, from, to, ("storage", bytesStored)),
        Event(UsageMessage.License, from, to),
    ];

    /// <summary>Bytes brought out of the vault.</summary>
    public IReadOnlyList<UsageEvent> OfRestore(long bytesOut, DateTimeOffset from, DateTimeOffset to) =>
        [Event(UsageMessage.BandwidthOut, from, to, ("bandwidthOut", bytesOut))];

    private UsageEvent Event(UsageMessage message, DateTimeOffset from, DateTimeOffset to, params (string Name, long Value)[] quantities)
    {
        var values = new Dictionary<string, string> { ["serverID"] = machine.HostServerId };
        foreach (var (name, value) in quantities)
        {
            values[name] = value.ToString(CultureInfo.InvariantCulture);
        }

        return new UsageEvent(message, machine.TenantId, machine.Region)
        {
            ResourceId = machine.HostServerId, Environment = "LOCAL", From = from, To = to, Values = values,
        };
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using RaxBackup.Client.Waiting;

namespace RaxBackup.Cmdlets;

/// <summary>Wakes the user's agents, and waits on demand until they are online.</summary>
[Cmdlet(VerbsLifecycle.Resume, "RaxBackupAgent", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(Agent))]
public sealed class ResumeRaxBackupAgentCommand : SessionCmdlet
{
    private readonly List<(string? Region, long? AgentId)> asked = [];
    private readonly Dictionary<string, HashSet<long>> lists = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The agent to wait for; all of the user's where none is given. The service wakes all of them in any case.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("MachineAgentId")]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    [WholeNumber]
    public long? AgentId { get; set; }

    /// <summary>Waits until the agents are online, and writes them.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Seconds to wait in all; for ever where none is given.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [WholeNumber]
    public int? TimeoutSec { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var agentId = IdOrNull(AgentId, nameof(AgentId));
        asked.AddRange((agentId is { } id ? RegionsOf(id) : Regions).Select(region => (region, agentId)));
    }

    /// <inheritdoc />
    protected override void End()
    {
        var woken = asked.Select(one => one.Region).Distinct().Where(Wake).ToList();
        if (Wait && woken.Count > 0)
            JobWatch.Agents.Run(this, [.. asked.Where(one => woken.Contains(one.Region)).Distinct().SelectMany(JobsOf)], WaitTimes.Of(TimeoutSec));
    }

    /// <summary>Where the service has this agent. However many are named, one list of a region tells; who is in none is asked for by himself.</summary>
    private IReadOnlyList<string?> RegionsOf(long agentId)
    {
        IReadOnlyList<string?> listed = [.. Regions.Where(region => Listed(region).Contains(agentId))];
        return listed.Count > 0 ? listed : RequireFound((region, call) => Connection.Agents.GetAsync(region, agentId, call)) ? Regions : [];
    }

    private HashSet<long> Listed(string? region)
    {
        if (!lists.TryGetValue(region ?? "", out var ids))
            lists[region ?? ""] = ids = [.. Await(call => Connection.Agents.ListAsync(region, call)).Select(agent => agent.MachineAgentId)];
        return ids;
    }

    private bool Wake(string? region)
    {
        var connection = Connection;
        if (!ShouldProcess($"All agents of {connection.Session.UserName} in {region ?? connection.Session.Region}", "Wake"))
            return false;
        Await(call => connection.Agents.WakeAsync(region, call));
        return true;
    }

    private IEnumerable<WaitFor> JobsOf((string? Region, long? AgentId) one) =>
        (one.AgentId is { } id ? [id] : Await(call => Connection.Agents.ListAsync(one.Region, call)).Select(agent => agent.MachineAgentId))
        .Select(agentId => new WaitFor(agentId, one.Region, $"Agent {agentId}") { MayAppear = false });
}

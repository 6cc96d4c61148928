using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Writes the account's agents: all or some by name, one by its id, or one by its server's id.</summary>
[Cmdlet(VerbsCommon.Get, "RaxBackupAgent", DefaultParameterSetName = "List")]
[OutputType(typeof(Agent))]
public sealed class GetRaxBackupAgentCommand : SessionCmdlet
{
    /// <summary>Names of machines; wildcards are welcome.</summary>
    [Parameter(Position = 0, ParameterSetName = "List")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Reads each agent's details, several at a time: only they tell whether it is online.</summary>
    [Parameter(ParameterSetName = "List")]
    public SwitchParameter Detailed { get; set; }

    /// <summary>How many details are read at a time.</summary>
    [Parameter(ParameterSetName = "List")]
    [ValidateRange(1, 256)]
    [WholeNumber]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>The agent's id.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [Alias("MachineAgentId")]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    [WholeNumber]
    public long AgentId { get; set; }

    /// <summary>The id of the server that the agent runs on. An agent's own id is more specific and wins.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "HostServer")]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [AllowNull]
    [AllowEmptyString]
    public string? HostServerId { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var agents = Connection.Agents;
        switch (ParameterSetName)
        {
            case "Id": WriteFound((region, call) => agents.GetAsync(region, AgentId, call)); break;
            case "HostServer": WriteFound((region, call) => agents.GetByHostServerAsync(region, Named(HostServerId), call)); break;
            default: WriteList(NamedAgents()); break;
        }
    }

    private static string Named(string? id) => string.IsNullOrEmpty(id) ? throw Failures.IdMissing(nameof(HostServerId)) : id!;

    private IReadOnlyList<Agent> NamedAgents() => NameFilter.Select(
        ReadLists(Connection.Agents.ListAsync), Name, agent => agent.MachineName,
        missing => Fail(Failures.NameNotFound(nameof(Text.AgentNotFound), Text.AgentNotFound(missing), missing)));

    private void WriteList(IReadOnlyList<Agent> agents)
    {
        if (!Detailed)
            WriteObject(agents, enumerateCollection: true);
        else
            foreach (var region in agents.GroupBy(agent => agent.Region))
                WriteDetails(region.Key, [.. region.Select(agent => agent.MachineAgentId)]);
    }

    private void WriteDetails(string? region, IReadOnlyList<long> ids)
    {
        var agents = Connection.Agents;
        foreach (var fetched in Stream(call => agents.GetManyAsync(region, ids, ThrottleLimit, call)))
        {
            if (fetched.Failure is { } failure)
                Fail(failure);
            else
                WriteObject(fetched.Value);
        }
    }
}

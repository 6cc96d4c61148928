using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>The base of the two commands that enable and disable agents.</summary>
public abstract class AgentSwitchCmdlet : SessionCmdlet
{
    /// <summary>The agent's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("MachineAgentId")]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    [WholeNumber]
    public long AgentId { get; set; }

    /// <summary>Writes the agent as it is then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What the agent is to be.</summary>
    private protected abstract bool Enables { get; }

    /// <inheritdoc />
    protected override void Process()
    {
        var (agents, region) = (Connection.Agents, OneRegion);
        if (!ShouldProcess($"Agent {AgentId}", Enables ? "Enable" : "Disable"))
            return;
        Await(call => agents.SwitchAsync(region, AgentId, Enables, call));
        if (PassThru)
            WriteObject(Await(call => agents.GetAsync(region, AgentId, call)));
    }
}

using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Deletes agents, at once and for ever, with all their backups.</summary>
[Cmdlet(VerbsCommon.Remove, "RaxBackupAgent", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveRaxBackupAgentCommand : SessionCmdlet
{
    /// <summary>The agent's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("MachineAgentId")]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    [WholeNumber]
    public long AgentId { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var (agents, region) = (Connection.Agents, OneRegion);
        if (ShouldProcess($"Agent {AgentId} with all its backups", "Delete for ever"))
            Await(call => agents.DeleteAsync(region, AgentId, call));
    }
}

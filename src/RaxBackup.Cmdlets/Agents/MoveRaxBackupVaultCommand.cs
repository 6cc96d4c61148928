using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Moves all backups of one agent to another, which must not have any configurations of its own.</summary>
[Cmdlet(VerbsCommon.Move, "RaxBackupVault", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class MoveRaxBackupVaultCommand : SessionCmdlet
{
    /// <summary>The agent whose backups are moved.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    [WholeNumber]
    public long SourceAgentId { get; set; }

    /// <summary>The agent that they go to.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    [WholeNumber]
    public long DestinationAgentId { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var (agents, region) = (Connection.Agents, OneRegion);
        if (SourceAgentId == DestinationAgentId)
            throw Failures.Argument(nameof(Text.SameAgent), Text.SameAgent(SourceAgentId), SourceAgentId);
        if (ShouldProcess($"Agent {SourceAgentId}", $"Move all backups to agent {DestinationAgentId}"))
            Await(call => agents.MigrateVaultAsync(region, SourceAgentId, DestinationAgentId, call));
    }
}

using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Enables agents: they back up again.</summary>
[Cmdlet(VerbsLifecycle.Enable, "RaxBackupAgent", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Agent))]
public sealed class EnableRaxBackupAgentCommand : AgentSwitchCmdlet
{
    private protected override bool Enables => true;
}

using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Disables agents: they back up and restore nothing until they are enabled. Their data stays.</summary>
[Cmdlet(VerbsLifecycle.Disable, "RaxBackupAgent", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Agent))]
public sealed class DisableRaxBackupAgentCommand : AgentSwitchCmdlet
{
    private protected override bool Enables => false;
}

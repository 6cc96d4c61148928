using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Disables backup configurations: their schedules rest until they are enabled. Their data stays.</summary>
[Cmdlet(VerbsLifecycle.Disable, "RaxBackupConfiguration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BackupConfiguration))]
public sealed class DisableRaxBackupConfigurationCommand : ConfigurationSwitchCmdlet
{
    private protected override bool Enables => false;
}

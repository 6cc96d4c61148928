using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Enables backup configurations: their schedules run again.</summary>
[Cmdlet(VerbsLifecycle.Enable, "RaxBackupConfiguration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BackupConfiguration))]
public sealed class EnableRaxBackupConfigurationCommand : ConfigurationSwitchCmdlet
{
    private protected override bool Enables => true;
}

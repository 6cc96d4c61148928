using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Asks agents to stop backups. Returns at once: the agent stops when it hears of it.</summary>
[Cmdlet(VerbsLifecycle.Stop, "RaxBackup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Backup))]
public sealed class StopRaxBackupCommand : SessionCmdlet
{
    /// <summary>The backup's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RunningBackupCompleter))]
    [WholeNumber]
    public long BackupId { get; set; }

    /// <summary>Writes the backup as it is just after.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var (backups, region) = (Connection.Backups, OneRegion);
        if (!ShouldProcess($"Backup {BackupId}", "Stop"))
            return;
        Await(call => backups.StopAsync(region, BackupId, call));
        if (PassThru)
            WriteObject(Await(call => backups.GetAsync(region, BackupId, call)));
    }
}

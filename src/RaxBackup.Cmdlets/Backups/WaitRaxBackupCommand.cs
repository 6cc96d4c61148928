using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Waits until backups have ended: one wait for all that is piped in.</summary>
[Cmdlet(VerbsLifecycle.Wait, "RaxBackup")]
[OutputType(typeof(Backup))]
public sealed class WaitRaxBackupCommand : WaitCmdlet
{
    /// <summary>The backup's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long BackupId { get; set; }

    /// <inheritdoc />
    protected override void Process() => Jobs.Add(new(BackupId, OneRegion, $"Backup {BackupId}"));

    /// <inheritdoc />
    protected override void End() => JobWatch.Backups.Run(this, Jobs, Times);
}

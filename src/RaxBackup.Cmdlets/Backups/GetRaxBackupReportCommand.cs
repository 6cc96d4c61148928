using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Writes what a backup did.</summary>
[Cmdlet(VerbsCommon.Get, "RaxBackupReport")]
[OutputType(typeof(BackupReport))]
public sealed class GetRaxBackupReportCommand : SessionCmdlet
{
    /// <summary>The backup's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long BackupId { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var backups = Connection.Backups;
        WriteFound((region, call) => backups.GetReportAsync(region, BackupId, call));
    }
}

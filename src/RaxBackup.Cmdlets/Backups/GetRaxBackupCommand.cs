using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Writes a backup by its id, or those of a configuration that can still be restored.</summary>
[Cmdlet(VerbsCommon.Get, "RaxBackup", DefaultParameterSetName = "Id")]
[OutputType(typeof(Backup), ParameterSetName = ["Id"])]
[OutputType(typeof(CompletedBackup), ParameterSetName = ["Completed"])]
public sealed class GetRaxBackupCommand : SessionCmdlet
{
    /// <summary>The backup's id. Whatever is piped in and names a backup means that backup, unless -Completed is given.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [WholeNumber]
    public long BackupId { get; set; }

    /// <summary>The configuration whose backups to write.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Completed")]
    [Alias("BackupConfigurationId")]
    [ArgumentCompleter(typeof(ConfigurationIdCompleter))]
    [AllowNull]
    [WholeNumber]
    public long? ConfigurationId { get; set; }

    /// <summary>Writes the configuration's completed backups.</summary>
    [Parameter(ParameterSetName = "Completed")]
    public SwitchParameter Completed { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        if (ParameterSetName == "Id")
            WriteFound((region, call) => Connection.Backups.GetAsync(region, BackupId, call));
        else
            WriteCompleted(ConfigurationId ?? throw Failures.IdMissing(nameof(ConfigurationId)));
    }

    private void WriteCompleted(long configurationId) =>
        WriteFound((region, call) => Connection.Backups.ListCompletedAsync(region, configurationId, call));
}

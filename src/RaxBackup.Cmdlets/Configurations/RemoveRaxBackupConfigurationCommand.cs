using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Deletes a backup configuration. It stays readable with IsDeleted true.</summary>
[Cmdlet(VerbsCommon.Remove, "RaxBackupConfiguration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveRaxBackupConfigurationCommand : SessionCmdlet
{
    /// <summary>The configuration's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("BackupConfigurationId")]
    [ArgumentCompleter(typeof(ConfigurationIdCompleter))]
    [WholeNumber]
    public long ConfigurationId { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var connection = Connection;
        if (ShouldProcess($"Configuration {ConfigurationId}", "Delete"))
            Await(call => connection.Configurations.DeleteAsync(OneRegion, ConfigurationId, call));
    }
}

using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>The base of the two commands that enable and disable backup configurations.</summary>
public abstract class ConfigurationSwitchCmdlet : SessionCmdlet
{
    /// <summary>The configuration's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("BackupConfigurationId")]
    [ArgumentCompleter(typeof(ConfigurationIdCompleter))]
    [WholeNumber]
    public long ConfigurationId { get; set; }

    /// <summary>Writes the configuration as it is then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What the configuration is to be.</summary>
    private protected abstract bool Enables { get; }

    /// <inheritdoc />
    protected override void Process()
    {
        var (configurations, region) = (Connection.Configurations, OneRegion);
        if (!ShouldProcess($"Configuration {ConfigurationId}", Enables ? "Enable" : "Disable"))
            return;
        var configuration = Await(call => configurations.SwitchAsync(region, ConfigurationId, Enables, call));
        if (PassThru)
            WriteObject(configuration);
    }
}

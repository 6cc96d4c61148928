using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Writes backup configurations: all or some by name, those of an agent, or one by its id.</summary>
[Cmdlet(VerbsCommon.Get, "RaxBackupConfiguration", DefaultParameterSetName = "List")]
[OutputType(typeof(BackupConfiguration))]
public sealed class GetRaxBackupConfigurationCommand : SessionCmdlet
{
    /// <summary>Names of configurations; wildcards are welcome.</summary>
    [Parameter(Position = 0, ParameterSetName = "List")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>The agent whose configurations to write. A configuration's own id is more specific and wins.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Agent")]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [Alias("MachineAgentId")]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    [AllowNull]
    [WholeNumber]
    public long? AgentId { get; set; }

    /// <summary>The configuration's id.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [Alias("BackupConfigurationId")]
    [ArgumentCompleter(typeof(ConfigurationIdCompleter))]
    [WholeNumber]
    public long ConfigurationId { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var configurations = Connection.Configurations;
        switch (ParameterSetName)
        {
            case "Id": WriteFound((region, call) => configurations.GetAsync(region, ConfigurationId, call)); break;
            case "Agent": WriteFound((region, call) => configurations.ListByAgentAsync(region, Agent(), call)); break;
            default: WriteNamed(); break;
        }
    }

    private long Agent() => AgentId ?? throw Failures.IdMissing(nameof(AgentId));

    private void WriteNamed()
    {
        var named = NameFilter.Select(
            ReadLists(Connection.Configurations.ListAsync), Name, configuration => configuration.BackupConfigurationName,
            missing => Fail(Failures.NameNotFound(nameof(Text.ConfigurationNotFound), Text.ConfigurationNotFound(missing), missing)));
        WriteObject(named, enumerateCollection: true);
    }
}

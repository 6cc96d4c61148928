using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using RaxBackup.Client;
using RaxBackup.Client.DesiredState;

namespace RaxBackup.Cmdlets;

/// <summary>Writes backup configurations to a JSON file that lives well in version control.</summary>
[Cmdlet(
    VerbsData.Export, "RaxBackupConfiguration", DefaultParameterSetName = "Configuration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(void))]
public sealed class ExportRaxBackupConfigurationCommand : SessionCmdlet
{
    private readonly List<BackupConfiguration> read = [];
    private int asked, answered;

    /// <summary>The file to write.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The same, taken as it is written.</summary>
    [Parameter]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>Configurations that were read.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Configuration")]
    public BackupConfiguration[] InputObject { get; set; } = [];

    /// <summary>The configuration's id.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [Alias("BackupConfigurationId")]
    [ArgumentCompleter(typeof(ConfigurationIdCompleter))]
    [WholeNumber]
    public long ConfigurationId { get; set; }

    /// <summary>The agent whose configurations to write. A configuration's own id is more specific and wins.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Agent")]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [Alias("MachineAgentId")]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    [AllowNull]
    [WholeNumber]
    public long? AgentId { get; set; }

    /// <summary>Replaces a file that exists.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var configurations = Connection.Configurations;
        asked++;
        read.AddRange(ParameterSetName switch
        {
            "Id" => [Await(call => configurations.GetAsync(OneRegion, ConfigurationId, call))],
            "Agent" => Await(call => configurations.ListByAgentAsync(OneRegion, AgentId ?? throw Failures.IdMissing(nameof(AgentId)), call)),
            _ => InputObject,
        });
        answered++;
    }

    /// <inheritdoc />
    protected override void End()
    {
        if ((Path is null) == (LiteralPath is null))
            throw Failures.PathOrLiteralPath();
        var file = FilePaths.New(SessionState.Path, Path ?? LiteralPath!, isLiteral: Path is null);
        if (answered < asked)
            throw Failures.ExportIncomplete(file, asked - answered);
        var wanted = Undeleted();
        if (wanted.Select(one => one.Region).Distinct().Count() > 1)
            throw Failures.RegionsMixed(wanted.Select(one => one.Region).Distinct());
        var entries = wanted.Select(ConfigurationEntry.Of).ToList();
        foreach (var (one, _) in wanted.Zip(entries, (one, entry) => (one, entry)).Where(pair => !pair.entry.Settings.HasSchedule))
            WriteWarning(Text.ScheduleLeftOut(Schedule.Ambiguous(one).Message));
        if (ShouldProcess(file, Text.WriteConfigurations(entries.Count)))
            ConfigurationFile.Write(file, entries, Force);
    }

    /// <summary>Deleted ones stay readable; in a file they would come back to life.</summary>
    private List<BackupConfiguration> Undeleted()
    {
        var deleted = read.Where(one => one.IsDeleted == true).ToList();
        if (deleted.Count > 0)
            WriteWarning(Text.DeletedLeftOut(deleted.Select(one => $"{one.BackupConfigurationName} ({one.BackupConfigurationId})")));
        return [.. read.Except(deleted)];
    }
}

using System;
using System.Management.Automation;
using RaxBackup.Client.DesiredState;

namespace RaxBackup.Cmdlets;

/// <summary>Brings backup configurations to the state that files describe: creates, updates, or leaves what is as it should be.</summary>
[Cmdlet(VerbsData.Import, "RaxBackupConfiguration", DefaultParameterSetName = "Path", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BackupConfiguration))]
public sealed class ImportRaxBackupConfigurationCommand : SessionCmdlet
{
    private ConfigurationImport? import;
    private string? importRegion;

    /// <summary>Files as Export-RaxBackupConfiguration writes them; wildcards are welcome.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The same, taken as they are written.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The agent that gets the configurations, in place of those whose machines the files name.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    [ValidateNotNull]
    [WholeNumber]
    public long? AgentId { get; set; }

    /// <summary>Writes every configuration of the files as it is then, changed or not.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var isLiteral = ParameterSetName == "LiteralPath";
        foreach (var path in isLiteral ? LiteralPath : Path)
            Each(() => Open(path, isLiteral));
    }

    private void Open(string path, bool isLiteral)
    {
        foreach (var file in FilePaths.Existing(SessionState.Path, path, isLiteral))
        {
            Each(() =>
            {
                foreach (var entry in ConfigurationFile.Read(file))
                    Each(() => Bring(entry));
            });
        }
    }

    private void Bring(ConfigurationEntry entry)
    {
        if (import is null || importRegion != OneRegion)
            (import, importRegion) = (new(Connection.Agents, Connection.Configurations, OneRegion, AgentId), OneRegion);
        var importer = import;
        var step = Await(call => importer.PlanAsync(entry, call));
        if (step.IsDone)
            WriteVerbose(Text.AsItShouldBe(step.Target));
        else if (!ShouldProcess(step.Words, step.Target, step.Action))
            return;
        var brought = step.IsDone ? step.Current : Await(call => importer.ApplyAsync(step, PassThru, call));
        if (PassThru)
            WriteObject(brought);
    }

    /// <summary>A file or configuration that cannot be brought in is an error of its own; the others follow.</summary>
    private void Each(Action step)
    {
        try
        {
            step();
        }
        catch (RaxBackupException failure) when (!EndsPipeline(failure))
        {
            Fail(failure);
        }
    }
}

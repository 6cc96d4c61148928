using System.Management.Automation;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>Changes restores that are not started: where to, on which machine, and whether files are replaced.</summary>
[Cmdlet(VerbsCommon.Set, "RaxRestore", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Restore))]
public sealed class SetRaxRestoreCommand : SessionCmdlet
{
    /// <summary>The restore's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long RestoreId { get; set; }

    /// <summary>The folder on the destination's machine; every file's full path is made anew below it. / puts files back where they were.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DestinationPath { get; set; }

    /// <summary>The agent that the files go to.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    [ValidateNotNull]
    [WholeNumber]
    public long? DestinationAgentId { get; set; }

    /// <summary>Whether files that exist are replaced.</summary>
    [Parameter]
    [YesOrNo]
    public bool Overwrite { get; set; }

    /// <summary>Writes the restore as it is then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var (restores, region) = (Connection.Restores, OneRegion);
        var overwrite = MyInvocation.BoundParameters.ContainsKey(nameof(Overwrite)) ? Overwrite : (bool?)null;
        if (DestinationPath is not null)
            PathChecks.AllAbsolute([DestinationPath]);
        var changes = ChangeList.Of(
            RestoreId, (nameof(DestinationPath), DestinationPath), (nameof(DestinationAgentId), DestinationAgentId), (nameof(Overwrite), overwrite));
        if (!ShouldProcess($"Restore {RestoreId}", changes))
            return;
        Await(call => restores.UpdateAsync(region, RestoreId, new RestoreChanges(DestinationPath, DestinationAgentId, overwrite), call));
        if (PassThru)
            WriteObject(Await(call => restores.GetAsync(region, RestoreId, call)));
    }
}

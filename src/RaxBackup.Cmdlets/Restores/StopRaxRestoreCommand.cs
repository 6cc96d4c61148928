using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Asks agents to stop restores. Returns at once: the agent stops when it hears of it.</summary>
[Cmdlet(VerbsLifecycle.Stop, "RaxRestore", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Restore))]
public sealed class StopRaxRestoreCommand : SessionCmdlet
{
    /// <summary>The restore's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RunningRestoreCompleter))]
    [WholeNumber]
    public long RestoreId { get; set; }

    /// <summary>Writes the restore as it is just after.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var (restores, region) = (Connection.Restores, OneRegion);
        if (!ShouldProcess($"Restore {RestoreId}", "Stop"))
            return;
        Await(call => restores.StopAsync(region, RestoreId, call));
        if (PassThru)
            WriteObject(Await(call => restores.GetAsync(region, RestoreId, call)));
    }
}

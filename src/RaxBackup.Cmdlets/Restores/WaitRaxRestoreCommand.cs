using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Waits until restores have ended: one wait for all that is piped in.</summary>
[Cmdlet(VerbsLifecycle.Wait, "RaxRestore")]
[OutputType(typeof(Restore))]
public sealed class WaitRaxRestoreCommand : WaitCmdlet
{
    /// <summary>The restore's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long RestoreId { get; set; }

    /// <inheritdoc />
    protected override void Process() => Jobs.Add(new(RestoreId, OneRegion, $"Restore {RestoreId}"));

    /// <inheritdoc />
    protected override void End() => JobWatch.Restores.Run(this, Jobs, Times);
}

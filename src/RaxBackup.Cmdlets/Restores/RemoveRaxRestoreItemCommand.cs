using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Takes paths out of a restore that is not started. The files themselves are not touched.</summary>
[Cmdlet(VerbsCommon.Remove, "RaxRestoreItem", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveRaxRestoreItemCommand : SessionCmdlet
{
    /// <summary>The item's id, as Get-RaxRestoreItem writes it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FileId")]
    [AllowNull]
    [WholeNumber]
    public long? ItemId { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var (restores, region, id) = (Connection.Restores, OneRegion, ItemId ?? throw Failures.IdMissing(nameof(ItemId)));
        if (ShouldProcess($"Restore item {id}", "Remove"))
            Await(call => restores.RemoveItemAsync(region, id, call));
    }
}

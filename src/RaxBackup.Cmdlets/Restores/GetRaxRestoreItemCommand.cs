using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Writes the paths that a restore includes and excludes.</summary>
[Cmdlet(VerbsCommon.Get, "RaxRestoreItem")]
[OutputType(typeof(RestoreItem))]
public sealed class GetRaxRestoreItemCommand : SessionCmdlet
{
    /// <summary>The restore's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long RestoreId { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var restores = Connection.Restores;
        WriteFound((region, call) => restores.ListItemsAsync(region, RestoreId, call));
    }
}

using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Writes a restore.</summary>
[Cmdlet(VerbsCommon.Get, "RaxRestore")]
[OutputType(typeof(Restore))]
public sealed class GetRaxRestoreCommand : SessionCmdlet
{
    /// <summary>The restore's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long RestoreId { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var restores = Connection.Restores;
        WriteFound((region, call) => restores.GetAsync(region, RestoreId, call));
    }
}

using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Writes what a restore did.</summary>
[Cmdlet(VerbsCommon.Get, "RaxRestoreReport")]
[OutputType(typeof(RestoreReport))]
public sealed class GetRaxRestoreReportCommand : SessionCmdlet
{
    /// <summary>The restore's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long RestoreId { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var restores = Connection.Restores;
        WriteFound((region, call) => restores.GetReportAsync(region, RestoreId, call));
    }
}

using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Takes a fault out of a local service.</summary>
[Cmdlet(VerbsCommon.Remove, "RaxLocalFault", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveRaxLocalFaultCommand : LocalServiceCmdlet
{
    /// <summary>The fault's number, as Add-RaxLocalFault and Get-RaxLocalFault write it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [WholeNumber]
    public long? FaultId { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var (id, service) = (FaultId ?? throw Failures.IdMissing(nameof(FaultId)), Service);
        if (ShouldProcess($"Fault {id} of {service}", "Remove"))
            Ask(async (api, call) =>
            {
                await api.RemoveFaultAsync(id, call);
                return true;
            });
    }
}

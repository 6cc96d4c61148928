using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Brings a local service back to its seed: everything is as after its start.</summary>
[Cmdlet(VerbsCommon.Reset, "RaxLocalService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void), typeof(LocalService))]
public sealed class ResetRaxLocalServiceCommand : LocalServiceCmdlet
{
    /// <summary>Writes the service.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var service = Service;
        if (!ShouldProcess(service.ToString(), "Forget all that it has done, its backups included, and begin anew"))
            return;
        Ask(async (api, call) =>
        {
            await api.ResetAsync(call);
            return true;
        });
        if (PassThru)
            WriteObject(service);
    }
}

using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Ends local services: those given, or all that this process has started.</summary>
[Cmdlet(VerbsLifecycle.Stop, "RaxLocalService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(void), typeof(LocalService))]
public sealed class StopRaxLocalServiceCommand : RaxBackupCmdlet
{
    /// <summary>The service to end; all of this process's where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public LocalService? LocalService { get; set; }

    /// <summary>Writes the services that were ended.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        foreach (var service in LocalService is { } one ? [one] : RunningServices.Running())
        {
            if (service.IsRunning && !RunningServices.Has(service))
            {
                Fail(Failures.LocalServiceForeign(service));
                continue;
            }
            if (!ShouldProcess(service.ToString(), "Stop the local service"))
                continue;
            Await(_ => RunningServices.StopAsync(service));
            if (PassThru)
                WriteObject(service);
        }
    }
}

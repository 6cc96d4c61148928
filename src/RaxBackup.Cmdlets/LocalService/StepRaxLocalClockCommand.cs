using System;
using System.Management.Automation;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>Puts a local service's clock ahead, by way of all that falls due until then, and writes the new time.</summary>
[Cmdlet(VerbsCommon.Step, "RaxLocalClock", DefaultParameterSetName = BySet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DateTimeOffset))]
public sealed class StepRaxLocalClockCommand : LocalServiceCmdlet
{
    private const string BySet = "By";
    private const string ToSet = "To";

    /// <summary>So far ahead: a [timespan], or text such as 01:30:00 or 1.00:00:00 (days).</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = BySet)]
    [HoursAndMinutes]
    public TimeSpan By { get; set; }

    /// <summary>Ahead to this time.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ToSet)]
    [PointInTime]
    public DateTimeOffset To { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var (step, target) = ParameterSetName == BySet ? (ClockStep.Span(By), $"by {By:c}") : (ClockStep.Until(To), $"to {To:u}");
        if (ShouldProcess(Service.ToString(), $"Put the clock ahead {target}"))
            WriteObject(Ask((api, call) => api.StepClockAsync(step, call)));
    }
}

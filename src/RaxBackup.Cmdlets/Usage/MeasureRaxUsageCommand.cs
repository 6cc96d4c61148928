using System.Management.Automation;
using RaxBackup.Client.Usage;

namespace RaxBackup.Cmdlets;

/// <summary>Sums usage, by quantity and group.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "RaxUsage")]
[OutputType(typeof(UsageMeasure))]
public sealed class MeasureRaxUsageCommand : RaxBackupCmdlet
{
    private UsageMeter meter = new();

    /// <summary>Usage events.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public UsageEvent[] InputObject { get; set; } = [];

    /// <summary>What to group by; several make finer groups. Without it there is one group.</summary>
    [Parameter(Position = 0)]
    [OneOf(typeof(UsageGrouping))]
    [ValidateNotNullOrEmpty]
    public UsageGrouping[] GroupBy { get; set; } = [];

    /// <inheritdoc />
    protected override void Begin() => meter = new(GroupBy);

    /// <inheritdoc />
    protected override void Process()
    {
        foreach (var usage in InputObject)
            meter.Add(usage);
    }

    /// <inheritdoc />
    protected override void End()
    {
        WriteObject(meter.Results(), enumerateCollection: true);
        if (Text.UsageUnmeasured(meter.Unmeasured) is { } told)
            WriteWarning(told);
    }
}

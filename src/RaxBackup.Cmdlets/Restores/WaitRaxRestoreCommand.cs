using System.Collections.Generic;
using System.Management.Automation;
using RaxBackup.Client.Waiting;

namespace RaxBackup.Cmdlets;

/// <summary>Waits until restores have ended: one wait for all that is piped in.</summary>
[Cmdlet(VerbsLifecycle.Wait, "RaxRestore")]
[OutputType(typeof(Restore))]
public sealed class WaitRaxRestoreCommand : SessionCmdlet
{
    private readonly List<WaitFor> jobs = [];

    /// <summary>The restore's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public long RestoreId { get; set; }

    /// <summary>Seconds to wait in all; for ever where none is given.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? TimeoutSec { get; set; }

    /// <summary>Seconds between looks.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int PollIntervalSec { get; set; } = WaitTimes.PollIntervalSec;

    /// <inheritdoc />
    protected override void Process() => jobs.Add(new(RestoreId, OneRegion, $"Restore {RestoreId}"));

    /// <inheritdoc />
    protected override void End() => JobWatch.Restores.Run(this, jobs, WaitTimes.Of(TimeoutSec, PollIntervalSec));
}

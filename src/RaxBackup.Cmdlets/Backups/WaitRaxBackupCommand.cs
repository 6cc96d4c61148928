using System.Collections.Generic;
using System.Management.Automation;
using RaxBackup.Client.Waiting;

namespace RaxBackup.Cmdlets;

/// <summary>Waits until backups have ended: one wait for all that is piped in.</summary>
[Cmdlet(VerbsLifecycle.Wait, "RaxBackup")]
[OutputType(typeof(Backup))]
public sealed class WaitRaxBackupCommand : SessionCmdlet
{
    private readonly List<WaitFor> jobs = [];

    /// <summary>The backup's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public long BackupId { get; set; }

    /// <summary>Seconds to wait in all; for ever where none is given.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? TimeoutSec { get; set; }

    /// <summary>Seconds between looks.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int PollIntervalSec { get; set; } = WaitTimes.PollIntervalSec;

    /// <inheritdoc />
    protected override void Process() => jobs.Add(new(BackupId, OneRegion, $"Backup {BackupId}"));

    /// <inheritdoc />
    protected override void End() => JobWatch.Backups.Run(this, jobs, WaitTimes.Of(TimeoutSec, PollIntervalSec));
}

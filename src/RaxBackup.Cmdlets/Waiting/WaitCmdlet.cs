using System.Collections.Generic;
using System.Management.Automation;
using RaxBackup.Client.Waiting;

namespace RaxBackup.Cmdlets;

/// <summary>The base of the commands that wait: one wait, for as long and as often as asked, for all that is piped in.</summary>
public abstract class WaitCmdlet : SessionCmdlet
{
    /// <summary>Seconds to wait in all; for ever where none is given.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [WholeNumber]
    public int? TimeoutSec { get; set; }

    /// <summary>Seconds between looks.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    [WholeNumber]
    public int PollIntervalSec { get; set; } = WaitTimes.PollIntervalSec;

    /// <summary>What has been piped in.</summary>
    private protected List<WaitFor> Jobs { get; } = [];

    /// <summary>How long and how often.</summary>
    private protected WaitOptions Times => WaitTimes.Of(TimeoutSec, PollIntervalSec);
}

using System;
using RaxBackup.Client.Waiting;

namespace RaxBackup.Cmdlets;

/// <summary>The times of a wait as commands take them.</summary>
internal static class WaitTimes
{
    /// <summary>Seconds between looks where none are given.</summary>
    public const int PollIntervalSec = 10;

    public static WaitOptions Of(int? timeoutSec, int pollIntervalSec = PollIntervalSec) =>
        new(TimeSpan.FromSeconds(pollIntervalSec), timeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Client;
using RaxBackup.Client.Waiting;

namespace RaxBackup.Cmdlets;

/// <summary>The jobs that one command starts and then waits for. Whoever stops it on the way hears of each that runs or may run.</summary>
internal sealed class Starts<T>(SessionCmdlet cmdlet, JobWatch<T> watch) where T : class
{
    private IReadOnlyList<WaitFor> started = [];

    /// <summary>Sends a start. Stopped in the middle of it, nobody knows whether the job runs.</summary>
    public TAnswer Send<TAnswer>(string what, Func<Call, Task<TAnswer>> start)
    {
        try
        {
            TellOnStop(started, Text.StartUncertain(what));
            return cmdlet.Await(start);
        }
        finally
        {
            TellOnStop(started, null);
        }
    }

    /// <summary>Remembers a job that runs now.</summary>
    public void Add(WaitFor job)
    {
        started = [.. started, job];
        TellOnStop(started, null);
    }

    /// <summary>Waits for all of them.</summary>
    public void WaitForAll(int? timeoutSec)
    {
        if (started.Count > 0)
            watch.Run(cmdlet, started, WaitTimes.Of(timeoutSec));
    }

    private void TellOnStop(IReadOnlyList<WaitFor> jobs, string? uncertain) =>
        cmdlet.WordsOnStop = () => string.Join(
            Environment.NewLine, new[] { watch.GoesOn(jobs, cmdlet.Connection.Session.Region), uncertain }.Where(words => words is { Length: > 0 }));
}

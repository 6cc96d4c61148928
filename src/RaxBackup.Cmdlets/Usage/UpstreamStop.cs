using System;
using System.Management.Automation;
using System.Runtime.ExceptionServices;

namespace RaxBackup.Cmdlets;

/// <summary>
/// Select-Object -First ends a pipeline once it has taken its last object. To the commands before it that looks as if somebody had stopped
/// them, or a command after them had failed: PipelineStoppedException, without a word of why. This sees the exception that began it.
/// </summary>
internal sealed class UpstreamStop : IDisposable
{
    private readonly int thread = Environment.CurrentManagedThreadId;

    public UpstreamStop() => AppDomain.CurrentDomain.FirstChanceException += Look;

    /// <summary>Whether the last thing thrown on this thread was that end; to be reset before each object.</summary>
    public bool IsSeen { get; set; }

    public void Dispose() => AppDomain.CurrentDomain.FirstChanceException -= Look;

    private void Look(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (Environment.CurrentManagedThreadId == thread && thrown.Exception is not PipelineStoppedException)
            IsSeen = thrown.Exception.GetType().Name == "StopUpstreamCommandsException";
    }
}

using System;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Agents;

/// <summary>A job from its queueing to its end, as far as it is nobody's state: how far it is, how to stop it, who waits for it.</summary>
internal sealed class RunningJob(SealedPassphrase? passphrase, CancellationToken shutdown) : IProgress<JobProgress>, IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile int _percent;

    public CancellationToken Stop => _stop.Token;

    public bool IsShutdown => shutdown.IsCancellationRequested;

    /// <summary>Empty where there is none.</summary>
    public ReadOnlyMemory<byte> Passphrase => passphrase?.Bytes ?? default;

    public int Percent => _percent;

    public Task Done => _done.Task;

    public void Interrupt() => _stop.Cancel();

    public void Report(JobProgress value)
    {
        // 100 is said by the end alone. Without a total nothing is known; an empty job has nothing left to do.
        if (value.BytesTotal is { } total)
        {
            _percent = total == 0 ? 99 : (int)Math.Clamp(value.BytesDone * 100.0 / total, 0, 99);
        }
    }

    public void End()
    {
        _percent = 100;
        _done.TrySetResult();
    }

    public void Dispose()
    {
        passphrase?.Dispose();
        _stop.Dispose();
    }
}

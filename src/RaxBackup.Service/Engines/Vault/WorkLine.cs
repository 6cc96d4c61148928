using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// Workers with a bounded queue before them. They have threads of their own, so that a service's requests never wait for them.
/// When one fails, all end, and whoever adds or finishes gets its failure.
/// </summary>
internal sealed class WorkLine<T> : IDisposable
{
    private readonly BlockingCollection<T> _waiting;
    private readonly CancellationTokenSource _stop;
    private readonly Task[] _workers;
    private Exception? _failure;

    public WorkLine(int mostWaiting, Action<IEnumerable<T>> worker, CancellationToken stop)
    {
        _waiting = new(mostWaiting);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _workers = [.. Enumerable.Range(0, Math.Clamp(Environment.ProcessorCount, 2, 8)).Select(_ =>
            Task.Factory.StartNew(() => Run(worker), default, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
    }

    /// <summary>Cancelled when the job is stopped or a worker failed.</summary>
    public CancellationToken Stopping => _stop.Token;

    public void Add(T work) => _waiting.Add(work, _stop.Token);

    /// <summary>Waits until all work is done.</summary>
    public void Finish()
    {
        _waiting.CompleteAdding();
        Task.WaitAll(_workers);
        ThrowIfFailed();
        _stop.Token.ThrowIfCancellationRequested();
    }

    /// <summary>Throws what a worker failed with, which is why everything else was cancelled.</summary>
    public void ThrowIfFailed()
    {
        if (Volatile.Read(ref _failure) is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        Task.WaitAll(_workers);
        _stop.Dispose();
        _waiting.Dispose();
    }

    private void Run(Action<IEnumerable<T>> worker)
    {
        try
        {
            worker(_waiting.GetConsumingEnumerable(_stop.Token));
        }
        catch (Exception failure)
        {
            // Known before anyone is cancelled for it.
            if (failure is not OperationCanceledException)
            {
                Interlocked.CompareExchange(ref _failure, failure, null);
            }
            _stop.Cancel();
        }
    }
}

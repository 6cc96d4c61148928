using System;
using System.Threading;
using System.Threading.Tasks;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>Finds out beside the work how much there is to do. It looks, it reads nothing.</summary>
internal sealed class CountPass : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly Task _counting;

    public CountPass(SourceWalker walker, ProgressMeter meter, CancellationToken stop)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var token = _stop.Token;
        _counting = Task.Factory.StartNew(() => Count(walker, meter, token), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public void Dispose()
    {
        _stop.Cancel();
        // Whatever it failed with, the job itself meets and tells.
        _counting.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _stop.Dispose();
    }

    private static void Count(SourceWalker walker, ProgressMeter meter, CancellationToken stop)
    {
        var (files, bytes) = (0L, 0L);
        foreach (var found in walker.Walk(stop))
        {
            files += found.Facts.Kind == FileKind.Folder ? 0 : 1;
            bytes += found.Facts.Size;
        }
        meter.Total(files, bytes);
    }
}

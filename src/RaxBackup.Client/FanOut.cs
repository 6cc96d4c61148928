using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace RaxBackup.Client;

/// <summary>One of many: what was read, or why not.</summary>
internal sealed record Fetched<T>(long Id, T? Value, RaxBackupException? Failure) where T : class;

/// <summary>Reads many things at the same time, gives them in input order, and leaves nothing running.</summary>
internal static class FanOut
{
    /// <summary>Results that may wait for a slow one before them, as a multiple of what is in flight.</summary>
    private const int Window = 4;

    public static async IAsyncEnumerable<Fetched<T>> RunAsync<T>(
        IReadOnlyList<long> ids, int throttle, Func<int, Call, Task<T>> fetch, Call call, [EnumeratorCancellation] CancellationToken stop = default)
        where T : class
    {
        var width = Math.Max(1, throttle);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(call.Stop, stop);
        using var inFlight = new SemaphoreSlim(width);
        var each = call.With(cancel.Token);
        var started = new Queue<Task<Fetched<T>>>();
        try
        {
            for (var next = 0; next < ids.Count || started.Count > 0;)
            {
                while (next < ids.Count && started.Count < width * Window)
                {
                    var index = next++;
                    started.Enqueue(OneAsync(ids[index], () => fetch(index, each), inFlight, cancel.Token));
                }
                yield return await started.Dequeue().ConfigureAwait(false);
            }
        }
        finally
        {
#pragma warning disable CA1849 // what waits for the token here ends at once
            cancel.Cancel();
#pragma warning restore CA1849
            foreach (var rest in started) await EndAsync(rest).ConfigureAwait(false);
        }
    }

    private static async Task<Fetched<T>> OneAsync<T>(long id, Func<Task<T>> fetch, SemaphoreSlim inFlight, CancellationToken stop) where T : class
    {
        await inFlight.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            return new Fetched<T>(id, await fetch().ConfigureAwait(false), null);
        }
        catch (RaxBackupException failure)
        {
            return new Fetched<T>(id, null, failure);
        }
        finally
        {
            inFlight.Release();
        }
    }

    private static async Task EndAsync(Task rest)
    {
        try
        {
            await rest.ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Nobody asks for it any more.
        }
    }
}

using System;
using System.Threading;
using System.Threading.Tasks;

namespace RaxBackup.Client;

/// <summary>Waiting by a TimeProvider, alike on both frameworks.</summary>
internal static class Pause
{
#if NET
    public static Task ForAsync(TimeProvider time, TimeSpan delay, CancellationToken stop) => Task.Delay(delay, time, stop);

    public static CancellationTokenSource Limit(TimeProvider time, TimeSpan delay) => new(delay, time);
#else
    public static Task ForAsync(TimeProvider time, TimeSpan delay, CancellationToken stop) => time.Delay(delay, stop);

    public static CancellationTokenSource Limit(TimeProvider time, TimeSpan delay) => time.CreateCancellationTokenSource(delay);
#endif
}

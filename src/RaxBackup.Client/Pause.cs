using System;
using System.Threading;
using System.Threading.Tasks;

namespace RaxBackup.Client;

/// <summary>Waiting by a TimeProvider, alike on both frameworks.</summary>
internal static class Pause
{
    /// <summary>More than this a timer cannot count.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>A limit of more than three weeks is none.</summary>
    public static CancellationTokenSource Limit(TimeProvider time, TimeSpan delay) => delay > Longest ? new() : Counted(time, delay);

#if NET
    public static Task ForAsync(TimeProvider time, TimeSpan delay, CancellationToken stop) => Task.Delay(delay, time, stop);

    private static CancellationTokenSource Counted(TimeProvider time, TimeSpan delay) => new(delay, time);
#else
    public static Task ForAsync(TimeProvider time, TimeSpan delay, CancellationToken stop) => time.Delay(delay, stop);

    private static CancellationTokenSource Counted(TimeProvider time, TimeSpan delay) => time.CreateCancellationTokenSource(delay);
#endif
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace RaxBackup.Client.Tests.Support;

/// <summary>
/// A clock on which every wait is over as soon as it begins: the clock jumps ahead by it, and the wait is noted. Timers that
/// <see cref="Holds"/> names only fire once other waits have carried the clock past them.
/// </summary>
internal sealed class QuickTime : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Lock gate = new();
    private readonly List<Timer> held = [];
    private DateTimeOffset now = Start;

    /// <summary>Limits (of a day, by default) are no waits.</summary>
    public Func<TimeSpan, bool> Holds { get; init; } = due => due >= TimeSpan.FromHours(20);

    /// <summary>Every wait so far.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public void Advance(TimeSpan by) => Fire(by);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private void Fire(TimeSpan by, Timer? timer = null)
    {
        List<Timer> due;
        lock (gate)
        {
            now += by;
            due = [.. held.Where(one => one.At <= now).OrderBy(one => one.At)];
            held.RemoveAll(due.Contains);
        }
        if (timer != null) due.Add(timer);
        ThreadPool.QueueUserWorkItem(_ => due.ForEach(one => one.Fire()));
    }

    private sealed class Timer(QuickTime time, Action fire) : ITimer
    {
        private int disposed;

        public DateTimeOffset At { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime < TimeSpan.Zero) return true;
            var holds = time.Holds(dueTime);
            lock (time.gate)
            {
                At = time.now + dueTime;
                if (holds) time.held.Add(this);
                else time.Waits.Add(dueTime);
            }
            if (!holds) time.Fire(dueTime, this);
            return true;
        }

        public void Fire()
        {
            if (Volatile.Read(ref disposed) == 0) fire();
        }

        public void Dispose() => Interlocked.Exchange(ref disposed, 1);

        public System.Threading.Tasks.ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}

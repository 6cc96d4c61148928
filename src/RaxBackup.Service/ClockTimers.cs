using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace RaxBackup.Service;

/// <summary>The timers of the service's clock, by the time at which they are due; of equal ones the older is first.</summary>
internal sealed class ClockTimers(ServiceClock clock)
{
    // The real clock's timers take no longer waits than some weeks.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly SortedSet<ClockTimer> _waiting = new(Comparer<ClockTimer>.Create(
        (one, other) => one.Due != other.Due ? one.Due.CompareTo(other.Due) : one.Number.CompareTo(other.Number)));

    private ITimer? _wake;
    private long _made;

    public ITimer Create(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ClockTimer(this, Interlocked.Increment(ref _made), () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Takes out the first that is due at a time; a periodic one waits for its next turn.</summary>
    public ClockTimer? NextUntil(DateTimeOffset time)
    {
        lock (_gate)
        {
            if (_waiting.Min is not { } first || first.Due > time)
            {
                return null;
            }

            _waiting.Remove(first);
            var fired = first.AtItsTime();
            if (first.Period > TimeSpan.Zero)
            {
                first.Due += first.Period;
                _waiting.Add(first);
            }

            return fired;
        }
    }

    public void Change(ClockTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _waiting.Remove(timer);
            if (dueTime >= TimeSpan.Zero)
            {
                (timer.Due, timer.Period) = (clock.GetUtcNow() + dueTime, period);
                _waiting.Add(timer);
            }
        }

        Arm();
    }

    /// <summary>Wakes when the first is due, unless the clock is frozen.</summary>
    public void Arm()
    {
        lock (_gate)
        {
            if (_waiting.Min is { } first && clock.State.FrozenAt == null)
            {
                var sleep = first.Due - clock.GetUtcNow();
                _wake ??= clock.Real.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _wake.Change(sleep < TimeSpan.Zero ? TimeSpan.Zero : sleep < LongestSleep ? sleep : LongestSleep, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Wake()
    {
        while (clock.State.FrozenAt == null && NextUntil(clock.GetUtcNow()) is { } due)
        {
            due.Fire();
        }

        Arm();
    }
}

/// <summary>One timer of the service's clock.</summary>
internal sealed class ClockTimer(ClockTimers timers, long number, Action fire) : ITimer
{
    public long Number => number;

    public DateTimeOffset Due { get; set; }

    public TimeSpan Period { get; set; }

    public void Fire() => fire();

    /// <summary>The same, to be run at the time that it is due now.</summary>
    public ClockTimer AtItsTime() => new(timers, number, fire) { Due = Due };

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        timers.Change(this, dueTime, period);
        return true;
    }

    public void Dispose() => timers.Change(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}

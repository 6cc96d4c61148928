using System;
using System.Threading;
using RaxBackup.Service.State;

namespace RaxBackup.Service;

/// <summary>How the service's clock stands to the real one: frozen at a time, or going on so far ahead of it.</summary>
internal sealed record ClockState(DateTimeOffset? FrozenAt, TimeSpan Ahead);

/// <summary>
/// The one clock of the service: every time and expiry comes from here. It can be frozen, stepped ahead and let go on, never back.
/// What is to happen at a time is a timer of this clock: a step runs those that fall due on the way one after the other, each at
/// its own time.
/// </summary>
internal sealed class ServiceClock : TimeProvider
{
    /// <summary>The longest step.</summary>
    public static readonly TimeSpan MostAtOnce = TimeSpan.FromDays(3653);

    /// <summary>What the clock can show: there is room for tokens' ends and what has gone before.</summary>
    public static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero), End = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _oneStep = new();
    private readonly ClockTimers _timers;
    private volatile ClockState _state = new(null, TimeSpan.Zero);

    public ServiceClock(TimeProvider? source = null)
    {
        Real = source ?? System;
        _timers = new ClockTimers(this);
    }

    /// <summary>The clock of the world outside, for waits that no step may shorten and no frozen clock may stop.</summary>
    public TimeProvider Real { get; }

    public ClockState State => _state;

    /// <summary>The present moment as the state keeps it: milliseconds since 1970, UTC.</summary>
    public long Now => GetUtcNow().ToUnixTimeMilliseconds();

    public override TimeZoneInfo LocalTimeZone => Real.LocalTimeZone;

    public override long TimestampFrequency => Real.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _state is { FrozenAt: { } at } ? at : Real.GetUtcNow() + _state.Ahead;

    public override long GetTimestamp() => Real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _timers.Create(callback, state, dueTime, period);

    /// <summary>Takes up what an earlier run of the service was at.</summary>
    public void Restore(ClockState state)
    {
        _state = state;
        _timers.Arm();
    }

    public void Freeze()
    {
        lock (_oneStep)
        {
            _state = _state with { FrozenAt = GetUtcNow() };
        }
    }

    /// <summary>Lets it go on from where it stands.</summary>
    public void Run()
    {
        lock (_oneStep)
        {
            _state = new ClockState(null, GetUtcNow() - Real.GetUtcNow());
        }

        _timers.Arm();
    }

    /// <summary>Goes ahead to a time, by way of all timers that fall due until then; a refusal where that is in the past.</summary>
    public void StepTo(DateTimeOffset to)
    {
        lock (_oneStep)
        {
            var now = GetUtcNow();
            if (to >= End)
            {
                throw Refusal.Invalid("to", $"The clock ends before {End:yyyy-MM-dd}.");
            }

            if (to < now || to - now > MostAtOnce)
            {
                throw Refusal.Invalid(
                    to < now ? "to" : "by",
                    to < now
                        ? $"The clock cannot go back: it is {now:O}, and {to:O} is earlier."
                        : $"The clock goes at most {MostAtOnce.TotalDays} days ahead at once.");
            }

            while (_timers.NextUntil(to) is { } timer)
            {
                Set(timer.Due);
                timer.Fire();
            }

            Set(to);
        }

        _timers.Arm();
    }

    // A timer that is late runs now: the clock does not go back for it.
    private void Set(DateTimeOffset time)
    {
        var (now, state) = (GetUtcNow(), _state);
        time = time > now ? time : now;
        _state = state.FrozenAt != null ? state with { FrozenAt = time } : state with { Ahead = state.Ahead + (time - now) };
    }
}

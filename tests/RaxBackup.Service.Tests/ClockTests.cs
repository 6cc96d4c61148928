using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.Extensions.Time.Testing;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>The service's clock by itself: real, frozen, stepped, and its timers.</summary>
public sealed class ClockTests
{
    private static readonly DateTimeOffset Noon = RunningService.Start;

    private readonly FakeTimeProvider _real = new(Noon);
    private readonly List<string> _fired = [];
    private readonly ServiceClock _clock;

    public ClockTests() => _clock = new ServiceClock(_real);

    [Fact]
    public void It_goes_with_the_real_one_until_it_is_frozen_and_goes_on_from_there()
    {
        _real.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Noon.AddMinutes(1), _clock.GetUtcNow());
        _clock.Freeze();
        _real.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Noon.AddMinutes(1), _clock.GetUtcNow());
        _clock.StepTo(Noon.AddDays(2));
        _clock.Run();
        _real.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(Noon.AddDays(2).AddSeconds(5), _clock.GetUtcNow());
        _clock.StepTo(Noon.AddDays(3));
        _real.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(Noon.AddDays(3).AddSeconds(5), _clock.GetUtcNow());
    }

    [Fact]
    public void It_never_goes_back_nor_far_ahead_at_once()
    {
        Assert.Equal("to", Assert.Throws<Refusal>(() => _clock.StepTo(Noon.AddTicks(-1))).Details);
        Assert.Equal("by", Assert.Throws<Refusal>(() => _clock.StepTo(Noon.AddDays(3654))).Details);
        _clock.StepTo(Noon);
        Assert.Equal(Noon, _clock.GetUtcNow());
    }

    [Fact]
    public void It_never_gets_to_where_times_end()
    {
        _clock.Restore(new ClockState(ServiceClock.End.AddDays(-1), TimeSpan.Zero));
        Assert.Throws<Refusal>(() => _clock.StepTo(ServiceClock.End));
        Assert.Throws<ArgumentException>(() => ServiceOptions.Parse(["--frozen-at", "9999-12-31T00:00:00Z"]));
        Assert.Throws<ArgumentException>(() => ServiceOptions.Parse(["--frozen-at", "1969-12-31T00:00:00Z"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_step_runs_the_timers_in_order_each_at_its_own_time(bool isFrozen)
    {
        if (isFrozen)
        {
            _clock.Freeze();
        }

        Timer("third", minutes: 30);
        Timer("every", minutes: 10, period: 15);
        Timer("second", minutes: 10);
        Timer("never", minutes: 61);
        Timer("gone", minutes: 5).Dispose();
        Timer("chained", minutes: 20, then: () => Timer("child", minutes: 5));
        _clock.StepTo(Noon.AddMinutes(60));
        Assert.Equal(
            ["every 12:10", "second 12:10", "chained 12:20", "every 12:25", "child 12:25", "third 12:30", "every 12:40", "every 12:55"], _fired);
        Assert.Equal(Noon.AddMinutes(60), _clock.GetUtcNow());
    }

    [Fact]
    public void Real_time_runs_them_too_unless_the_clock_is_frozen()
    {
        Timer("a", minutes: 1);
        Timer("b", minutes: 3);
        _real.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(["a 12:02"], _fired);
        _clock.Freeze();
        _real.Advance(TimeSpan.FromDays(2));
        Assert.Single(_fired);
        _clock.Run();
        _real.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["a 12:02", "b 12:03"], _fired);
        Timer("c", minutes: 3 * 24 * 60);
        _real.Advance(TimeSpan.FromDays(2));
        Assert.Equal(2, _fired.Count);
        _real.Advance(TimeSpan.FromDays(2));
        Assert.Equal(3, _fired.Count);
    }

    private ITimer Timer(string name, int minutes, int period = 0, Action? then = null) => _clock.CreateTimer(
        _ =>
        {
            _fired.Add($"{name} {_clock.GetUtcNow().ToString("HH:mm", CultureInfo.InvariantCulture)}");
            then?.Invoke();
        },
        null, TimeSpan.FromMinutes(minutes), period == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMinutes(period));
}

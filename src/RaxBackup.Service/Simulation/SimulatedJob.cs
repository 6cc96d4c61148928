using System;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Simulation;

/// <summary>A job of a simulated agent, from its queueing to its end.</summary>
internal sealed class SimulatedJob(JobKey key)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? _timer;

    public JobKey Key => key;

    /// <summary>How it goes; null while it waits.</summary>
    public ScriptedRun? Run { get; private set; }

    public DateTimeOffset Begun { get; private set; }

    public Task Done => _done.Task;

    public void Begin(ScriptedRun run, DateTimeOffset now) => (Run, Begun) = (run, now);

    /// <summary>Ends it when so much time has gone by.</summary>
    public void EndIn(TimeSpan time, ServiceClock clock, Action end)
    {
        _timer?.Dispose();
        _timer = clock.CreateTimer(_ => end(), null, time, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How far it is by the clock. 100 is said by the end alone.</summary>
    public int Percent(DateTimeOffset now) =>
        Run == null ? 0 : Run.Duration == TimeSpan.Zero ? 99 : (int)Math.Clamp((now - Begun) / Run.Duration * 100, 0, 99);

    public void End()
    {
        _timer?.Dispose();
        _done.TrySetResult();
    }
}

using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace RaxBackup.Service.Simulation;

/// <summary>What is to happen when, by the service's clock, in order: one timer for all agents.</summary>
internal sealed class Agenda : IDisposable
{
    // A timer takes no more than some weeks; one that comes too early sets itself anew.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly PriorityQueue<Action, (DateTimeOffset Due, long Order)> _entries = new();
    private readonly ServiceClock _clock;
    private readonly ILogger _log;
    private readonly ITimer _timer;
    private long _order;

    public Agenda(ServiceClock clock, ILogger log)
    {
        (_clock, _log) = (clock, log);
        _timer = clock.CreateTimer(_ => Run(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(DateTimeOffset due, Action action)
    {
        lock (_gate)
        {
            _entries.Enqueue(action, (due, _order++));
            Set();
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Run()
    {
        while (Next() is { } action)
        {
            try
            {
                action();
            }
            catch (SqliteException broken)
            {
                _log.LogError("A simulated job cannot be written down yet: {Message}", broken.Message);
                Add(_clock.GetUtcNow() + BetweenAttempts, action);
            }
        }
    }

    private Action? Next()
    {
        lock (_gate)
        {
            if (_entries.TryPeek(out var action, out var at) && at.Due <= _clock.GetUtcNow())
            {
                return _entries.Dequeue();
            }

            Set();
            return null;
        }
    }

    private void Set()
    {
        if (_entries.TryPeek(out _, out var at))
        {
            var wait = at.Due - _clock.GetUtcNow();
            _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait, Timeout.InfiniteTimeSpan);
        }
    }
}

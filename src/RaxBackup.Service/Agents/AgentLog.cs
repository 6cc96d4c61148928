using System;
using Microsoft.Extensions.Logging;

namespace RaxBackup.Service.Agents;

/// <summary>What an agent says of its work, down to the level that agent/logging sets: 1 (only what is fatal) to 6 (all).</summary>
internal sealed class AgentLog(ILogger log, int loggingLevelId) : ILogger
{
    public const int Least = 1;
    public const int Most = 6;

    private volatile int _loggingLevelId = loggingLevelId;

    public int LoggingLevelId
    {
        set => _loggingLevelId = value;
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => log.BeginScope(state);

    // The wire counts the other way round: its 6 is Trace, its 1 is Critical.
    public bool IsEnabled(LogLevel logLevel) => (int)logLevel >= Most - _loggingLevelId && log.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            log.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}

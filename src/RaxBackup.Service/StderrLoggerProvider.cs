using System;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace RaxBackup.Service;

/// <summary>What is logged as lines on standard error; standard output belongs to the ready line.</summary>
internal sealed class StderrLoggerProvider(ServiceClock clock) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new StderrLogger(categoryName, clock);

    public void Dispose()
    {
    }

    private sealed class StderrLogger(string category, ServiceClock clock) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel < LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                var text = exception == null ? "" : $": {exception}";
                var time = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
                Console.Error.WriteLine($"{time} {logLevel} {category}: {formatter(state, exception)}{text}");
            }
        }
    }
}

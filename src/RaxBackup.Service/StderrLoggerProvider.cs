using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.Extensions.Logging;
using RaxBackup.Service.Journal;

namespace RaxBackup.Service;

/// <summary>What is logged, an object of JSON a line, on standard error; standard output belongs to the ready line. Secrets are taken out.</summary>
internal sealed class StderrLoggerProvider(ServiceClock clock) : ILoggerProvider
{
    private const string Template = "{OriginalFormat}";

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
            if (!IsEnabled(logLevel))
            {
                return;
            }

            Console.Error.WriteLine(ReadyLine.Line(json =>
            {
                json.WriteString("time", clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
                json.WriteString("level", logLevel.ToString());
                json.WriteString("category", category);
                json.WriteString("message", Redaction.Secrets(formatter(state, exception)));
                foreach (var (name, value) in state as IReadOnlyList<KeyValuePair<string, object?>> ?? [])
                {
                    if (name != Template)
                    {
                        json.WriteString(name, Redaction.Secrets(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
                    }
                }

                if (exception != null)
                {
                    json.WriteString("exception", Redaction.Secrets(exception.ToString()));
                }
            }));
        }
    }
}

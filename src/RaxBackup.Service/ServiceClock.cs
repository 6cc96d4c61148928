using System;
using System.Threading;

namespace RaxBackup.Service;

/// <summary>The one clock of the service: every time, delay and expiry comes from here, so that it can be replaced as a whole.</summary>
internal sealed class ServiceClock(TimeProvider? source = null) : TimeProvider
{
    private readonly TimeProvider _source = source ?? System;

    /// <summary>The present moment as the state keeps it: milliseconds since 1970, UTC.</summary>
    public long Now => GetUtcNow().ToUnixTimeMilliseconds();

    public override TimeZoneInfo LocalTimeZone => _source.LocalTimeZone;

    public override long TimestampFrequency => _source.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _source.GetUtcNow();

    public override long GetTimestamp() => _source.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _source.CreateTimer(callback, state, dueTime, period);
}

using System;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>A file time, exact to what file systems keep: seconds and nanoseconds since 1970, UTC.</summary>
internal readonly record struct Moment(long Seconds, int Nanos)
{
    public static Moment From(DateTime utc)
    {
        var ticks = utc.Ticks - DateTime.UnixEpoch.Ticks;
        var seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out var rest);
        return rest < 0 ? new(seconds - 1, (int)((rest + TimeSpan.TicksPerSecond) * 100)) : new(seconds, (int)(rest * 100));
    }

    /// <summary>The nearest time .NET can hold.</summary>
    public DateTime ToDateTime()
    {
        var first = (DateTime.MinValue.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
        var last = (DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
        return DateTime.UnixEpoch.AddTicks((Math.Clamp(Seconds, first, last) * TimeSpan.TicksPerSecond) + (Nanos / 100));
    }
}

using System;

namespace RaxBackup.Client;

/// <summary>A time of day as the wire writes it: hour 1 to 12, minute, AM or PM.</summary>
internal readonly record struct ClockTime(int Hour, int Minute, string AmPm)
{
    /// <summary>The wire's form of a time of day; throws TimeOfDayInvalid unless it is a whole minute from 00:00 to 23:59.</summary>
    public static ClockTime From(TimeSpan at)
    {
        if (at < TimeSpan.Zero || at >= TimeSpan.FromDays(1) || at.Ticks % TimeSpan.TicksPerMinute != 0)
            throw Invalid(at);
        return new((at.Hours + 11) % 12 + 1, at.Minutes, at.Hours < 12 ? "AM" : "PM");
    }

    private static RaxBackupException Invalid(TimeSpan at)
    {
        var failure = Failure.Of(FailureKind.InvalidArgument, nameof(Text.TimeOfDayInvalid), at);
        failure.Target = at;
        return failure;
    }
}

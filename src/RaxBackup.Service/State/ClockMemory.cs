using System;
using System.Globalization;

namespace RaxBackup.Service.State;

/// <summary>Keeps how the clock stands with the state: a service that comes back to a folder does not go back in time.</summary>
internal sealed class ClockMemory(Meta meta, ServiceClock clock)
{
    private const string Name = "Clock";

    /// <summary>Takes up what the folder says, and freezes at a time if one is told; a failure where that is before the folder's own.</summary>
    public void Restore(bool isNew, DateTimeOffset? frozenAt)
    {
        if (meta.Find(Name)?.Split(' ') is [var kind, var ticks])
        {
            var number = long.Parse(ticks, CultureInfo.InvariantCulture);
            clock.Restore(kind == "frozen"
                ? new ClockState(new DateTimeOffset(number, TimeSpan.Zero), TimeSpan.Zero)
                : new ClockState(null, TimeSpan.FromTicks(number)));
        }

        if (frozenAt is { } at)
        {
            if (!isNew && at < clock.GetUtcNow())
            {
                throw new StartFailure(
                    StartFailure.ClockInvalid, $"The clock cannot be frozen at {at:O}: by the state folder's own it is {clock.GetUtcNow():O} already.");
            }

            clock.Restore(new ClockState(at.ToUniversalTime(), TimeSpan.Zero));
            Save();
        }
    }

    public void Save()
    {
        var state = clock.State;
        meta.Set(Name, state.FrozenAt is { } at
            ? string.Create(CultureInfo.InvariantCulture, $"frozen {at.UtcTicks}")
            : string.Create(CultureInfo.InvariantCulture, $"ahead {state.Ahead.Ticks}"));
    }
}

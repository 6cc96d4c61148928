using System;

namespace RaxBackup.Service.Simulation;

/// <summary>Whether an agent answers at a moment: a matter of its script and the clock alone.</summary>
internal static class Presences
{
    public static bool IsOnline(this AgentScript script, DateTimeOffset now, DateTimeOffset? woken) => script.Presence switch
    {
        Presence.Online => true,
        Presence.Offline => false,
        Presence.UntilWoken => !script.SleepsAt(now, woken) && now >= woken!.Value.AddSeconds(script.WakeSec),
        _ => now.ToUnixTimeSeconds() % (script.OnlineSec + script.OfflineSec) < script.OnlineSec,
    };

    /// <summary>Whether an agent that must be woken has not been, or has gone to sleep again.</summary>
    public static bool SleepsAt(this AgentScript script, DateTimeOffset now, DateTimeOffset? woken) => woken is not { } time
        || (script.AwakeSec > 0 && now >= time.AddSeconds((double)script.WakeSec + script.AwakeSec));
}

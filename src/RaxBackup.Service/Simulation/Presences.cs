using System;

namespace RaxBackup.Service.Simulation;

/// <summary>Whether an agent answers at a moment: a matter of its script and the clock alone.</summary>
internal static class Presences
{
    public static bool IsOnline(this AgentScript script, DateTimeOffset now, DateTimeOffset? woken) => script.Presence switch
    {
        Presence.Online => true,
        Presence.Offline => false,
        Presence.UntilWoken => woken is { } time && now >= time.AddSeconds(script.WakeSec)
            && (script.AwakeSec == 0 || now < time.AddSeconds((double)script.WakeSec + script.AwakeSec)),
        _ => now.ToUnixTimeSeconds() % (script.OnlineSec + script.OfflineSec) < script.OnlineSec,
    };
}

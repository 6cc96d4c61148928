using System;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace RaxBackup.Service.State;

/// <summary>Logins that wait for their passcode: a few minutes, and one try each.</summary>
internal sealed class PasscodeSessions(ServiceClock clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (User User, DateTimeOffset Expires)> _waiting = new();

    public string Open(User user)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _waiting[id] = (user, clock.GetUtcNow() + Life);
        return id;
    }

    /// <summary>The user if the session is known and the passcode is right; the session is used up either way.</summary>
    public User? Close(string id, string passcode) =>
        _waiting.TryRemove(id, out var session) && session.Expires > clock.GetUtcNow() && session.User.HasPasscode(passcode) ? session.User : null;
}

using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Threading;

namespace RaxBackup.Service.State;

/// <summary>A login: who, until when, and whether it came about with a passcode.</summary>
internal sealed record Token(string Id, User User, DateTimeOffset Expires, bool ByPasscode);

/// <summary>Tokens live for a day, in memory only. A user shares one between all logins until its last hour.</summary>
internal sealed class Tokens(ServiceClock clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);
    private static readonly TimeSpan LastHour = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Token> _byId = [];
    private readonly Dictionary<string, Token> _newestOfUser = [];

    public Token Issue(User user, bool byPasscode = false)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (_newestOfUser.TryGetValue(user.Name, out var known) && known.Expires - now > LastHour)
            {
                return known;
            }

            Forget(now);
            var token = new Token(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), user, now + Life, byPasscode);
            _byId[token.Id] = token;
            _newestOfUser[user.Name] = token;
            return token;
        }
    }

    /// <summary>The token if it is good.</summary>
    public Token? Find(string id)
    {
        lock (_gate)
        {
            return _byId.TryGetValue(id, out var token) && token.Expires > clock.GetUtcNow() ? token : null;
        }
    }

    /// <summary>Ends a token; false where there is none.</summary>
    public bool Revoke(string id)
    {
        lock (_gate)
        {
            if (!_byId.Remove(id, out var token))
            {
                return false;
            }

            if (_newestOfUser.TryGetValue(token.User.Name, out var newest) && newest.Id == id)
            {
                _newestOfUser.Remove(token.User.Name);
            }

            return token.Expires > clock.GetUtcNow();
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (id, token) in _byId)
        {
            if (token.Expires <= now)
            {
                _byId.Remove(id);
            }
        }
    }
}

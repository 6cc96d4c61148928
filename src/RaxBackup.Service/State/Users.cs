using System.Collections.Concurrent;

namespace RaxBackup.Service.State;

/// <summary>Everyone who may log in, by name.</summary>
internal sealed class Users
{
    private readonly ConcurrentDictionary<string, User> _byName = new();

    public void Add(User user) => _byName[user.Name] = user;

    /// <summary>The user with this name and API key; null where either is wrong.</summary>
    public User? ByApiKey(string name, string apiKey) => _byName.TryGetValue(name, out var user) && user.HasApiKey(apiKey) ? user : null;

    /// <summary>The user with this name and password; null where either is wrong.</summary>
    public User? ByPassword(string name, string password) =>
        _byName.TryGetValue(name, out var user) && user.HasPassword(password) ? user : null;
}

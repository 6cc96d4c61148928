using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Service.State;

/// <summary>Everyone who may log in, by name.</summary>
internal sealed class Users
{
    private readonly ConcurrentDictionary<string, User> _byName = new();

    /// <summary>The tenants that users belong to, in order.</summary>
    public IReadOnlyList<string> Tenants => [.. _byName.Values.Select(u => u.TenantId).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>A tenant's name in Cloud Files.</summary>
    public string NastIdOf(string tenant) => _byName.Values.First(u => u.TenantId == tenant).NastId;

    public void Add(User user) => _byName[user.Name] = user;

    /// <summary>The user with this name and API key; null where either is wrong.</summary>
    public User? ByApiKey(string name, string apiKey) => _byName.TryGetValue(name, out var user) && user.HasApiKey(apiKey) ? user : null;

    /// <summary>The user with this name and password; null where either is wrong.</summary>
    public User? ByPassword(string name, string password) =>
        _byName.TryGetValue(name, out var user) && user.HasPassword(password) ? user : null;
}

using System;
using System.Security.Cryptography;
using System.Text;

namespace RaxBackup.Service.State;

/// <summary>What a user may do: each role may do all that the one before it may.</summary>
internal enum Role
{
    Observer,
    Creator,
    Admin,
}

/// <summary>Someone who may log in. Secrets are kept in memory only.</summary>
internal sealed class User(string name, string tenantId, string nastId, Role role)
{
    private byte[]? _apiKey;
    private byte[]? _password;
    private byte[]? _passcode;

    public string Name { get; } = name;
    public string TenantId { get; } = tenantId;

    /// <summary>The tenant's name in Cloud Files.</summary>
    public string NastId { get; } = nastId;

    public Role Role { get; } = role;
    public string Id { get; init; } = "10000";
    public string? ApiKey { init => _apiKey = DigestOrNull(value); }
    public string? Password { init => _password = DigestOrNull(value); }

    /// <summary>Set for users who must also give a passcode.</summary>
    public string? Passcode { init => _passcode = DigestOrNull(value); }

    public bool NeedsPasscode => _passcode != null;

    public bool HasApiKey(string key) => Matches(_apiKey, key);

    public bool HasPassword(string password) => Matches(_password, password);

    public bool HasPasscode(string passcode) => Matches(_passcode, passcode);

    // Digests are of one length, so that the comparison takes the same time whatever was sent.
    private static bool Matches(byte[]? expected, string given) =>
        expected != null && CryptographicOperations.FixedTimeEquals(expected, Digest(given));

    private static byte[]? DigestOrNull(string? secret) => string.IsNullOrEmpty(secret) ? null : Digest(secret);

    private static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}

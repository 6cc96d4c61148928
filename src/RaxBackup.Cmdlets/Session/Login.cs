using System;
using System.Security;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>Who logs in, with what, and where. A class, not a record: nothing of it is to be printed.</summary>
internal sealed class Login(string userName, SecureString secret)
{
    private static readonly Uri RackspaceIdentity = new("https://identity.api.rackspacecloud.com/v2.0/");

    public string UserName { get; } = userName;
    public SecureString Secret { get; } = secret;
    public bool SecretIsPassword { get; init; }
    public Uri IdentityUri { get; init; } = RackspaceIdentity;
    public string? Region { get; init; }
    public string? TenantId { get; init; }

    /// <summary>The login of a local service.</summary>
    public static Login Of(LocalService service) => service is { UserName: { } name, ApiKey: { } key, IdentityUri: { } address }
        ? new(name, key) { IdentityUri = address }
        : throw Failures.Argument(nameof(Text.LocalServiceIncomplete), Text.LocalServiceIncomplete, service);

    /// <summary>The login that the environment gives, or else the credentials file.</summary>
    public static Login FromEnvironment()
    {
        var (userName, secret, isPassword) = Variable("RAX_USERNAME") is { } name ? SecretOf(name) : FromFile(CredentialsFile.DefaultPath);
        return new(userName, Secure(secret))
        {
            SecretIsPassword = isPassword,
            IdentityUri = Variable("RAX_IDENTITY_URI") is { } address ? AddressOf(address) : RackspaceIdentity,
            Region = Variable("RAX_REGION"),
            TenantId = Variable("RAX_TENANT_ID"),
        };
    }

    /// <summary>Text as a secure string.</summary>
    public static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var character in text)
            secure.AppendChar(character);
        secure.MakeReadOnly();
        return secure;
    }

    private static (string UserName, string Secret, bool IsPassword) SecretOf(string userName) =>
        Variable("RAX_API_KEY") is { } key ? (userName, key, false)
        : Variable("RAX_PASSWORD") is { } password ? (userName, password, true)
        : throw Failures.Argument(nameof(Text.CredentialsIncomplete), Text.CredentialsIncomplete, userName);

    private static (string UserName, string Secret, bool IsPassword) FromFile(string path) =>
        CredentialsFile.ReadOrNull(path) is { } found
            ? (found.UserName, found.ApiKey, false)
            : throw Failures.Argument(nameof(Text.CredentialsNotFound), Text.CredentialsNotFound(path), path);

    private static Uri AddressOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? uri
            : throw Failures.Argument(nameof(Text.AddressInvalid), Text.AddressInvalid(address), address);

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } value ? value : null;
}

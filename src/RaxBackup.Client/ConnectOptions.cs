using System;
using System.Net.Http;
using System.Security;

namespace RaxBackup.Client;

/// <summary>How to log in and how to behave on the network.</summary>
internal sealed class ConnectOptions
{
    public required Uri IdentityUri { get; init; }
    public required string UserName { get; init; }
    public required SecureString Secret { get; init; }
    public bool SecretIsPassword { get; init; }
    public SecureString? Passcode { get; init; }
    public string? Region { get; init; }
    public string? TenantId { get; init; }
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(100);
    public int MaximumRetryCount { get; init; } = 5;
    public Uri? Proxy { get; init; }
    public TimeProvider Time { get; init; } = TimeProvider.System;
    public Func<double> Random { get; init; } = static () => new Random().NextDouble();

    /// <summary>For tests: what to send with instead of a socket.</summary>
    public HttpMessageHandler? Handler { get; init; }
}

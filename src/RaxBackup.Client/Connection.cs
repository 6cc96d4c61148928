using System;
using System.Threading.Tasks;
using RaxBackup.Client.Feeds;

namespace RaxBackup.Client;

/// <summary>What lies behind a <see cref="RaxBackup.Session"/>: the login, the catalog and the API groups.</summary>
internal sealed class Connection : IDisposable
{
    /// <summary>Logs in; throws AuthenticationFailed, PasscodeRequired, RegionUnknown, IdentityUnreachable and the like.</summary>
    public static Task<Connection> OpenAsync(ConnectOptions options, Call call) => throw new NotSupportedException();

    public Session Session => throw new NotSupportedException();
    public AgentsApi Agents => throw new NotSupportedException();
    public ConfigurationsApi Configurations => throw new NotSupportedException();
    public BackupsApi Backups => throw new NotSupportedException();
    public RestoresApi Restores => throw new NotSupportedException();
    public ActivityApi Activities => throw new NotSupportedException();
    public UsageApi Usage => throw new NotSupportedException();
    public RawApi Raw => throw new NotSupportedException();

    /// <summary>Revokes the token, for every session of the user.</summary>
    public Task RevokeAsync(Call call) => throw new NotSupportedException();

    public void Dispose() { }
}

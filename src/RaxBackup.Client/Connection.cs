using System;
using System.Net.Http;
using System.Threading.Tasks;
using RaxBackup.Client.Feeds;
using RaxBackup.Client.Http;
using RaxBackup.Client.Identity;

namespace RaxBackup.Client;

/// <summary>What lies behind a <see cref="RaxBackup.Session"/>: the login, the catalog and the API groups.</summary>
internal sealed class Connection : IDisposable
{
    private readonly HttpClient http;
    private readonly IdentityApi identity;
    private readonly TokenStore tokens;

    private Connection(HttpClient http, RequestPipeline pipeline, IdentityApi identity, Login login, Session session, ConnectOptions options)
    {
        this.http = http;
        this.identity = identity;
        Session = session;
        tokens = new TokenStore(
            async call => (await identity.LogInAsync(call).ConfigureAwait(false)).Login,
            session.AuthenticationType != AuthenticationType.MultiFactor, session, login, options.Time);
        var backup = new BackupEndpoint(pipeline, tokens, login.Catalog, session, options.Time);
        Agents = new AgentsApi(backup);
        Encryption = new EncryptionApi(backup, Agents);
        Configurations = new ConfigurationsApi(backup);
        Backups = new BackupsApi(backup);
        Restores = new RestoresApi(backup);
        Activities = new ActivityApi(backup);
        Usage = new UsageApi(pipeline, tokens, login.Catalog, session);
        Raw = new RawApi(backup);
    }

    public Session Session { get; }
    public AgentsApi Agents { get; }
    public EncryptionApi Encryption { get; }
    public ConfigurationsApi Configurations { get; }
    public BackupsApi Backups { get; }
    public RestoresApi Restores { get; }
    public ActivityApi Activities { get; }
    public UsageApi Usage { get; }
    public RawApi Raw { get; }

    /// <summary>Logs in; throws AuthenticationFailed, PasscodeRequired, RegionUnknown, IdentityUnreachable and the like.</summary>
    public static async Task<Connection> OpenAsync(ConnectOptions options, Call call)
    {
        var identityUri = IdentityApi.Root(options.IdentityUri);
        var http = HttpClients.Create(options);
        try
        {
            var policy = new RetryPolicy { AttemptTimeout = options.AttemptTimeout, MaximumRetryCount = options.MaximumRetryCount };
            var pipeline = new RequestPipeline(http, policy, options.Time, options.Random);
            var identity = new IdentityApi(pipeline, options);
            var (login, type) = await identity.LogInAsync(call).ConfigureAwait(false);
            var session = new Session
            {
                UserName = login.UserName ?? options.UserName,
                TenantId = login.TenantId ?? options.TenantId,
                Region = login.Catalog.DefaultRegion(options.Region, login.DefaultRegion),
                Regions = login.Catalog.Regions,
                IdentityUri = identityUri,
                ExpiresAt = login.ExpiresAt,
                AuthenticationType = type,
            };
            return new Connection(http, pipeline, identity, login, session, options);
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    /// <summary>Revokes the token, for every session of the user, and closes this one.</summary>
    public async Task RevokeAsync(Call call)
    {
        if (tokens.Close() is { } token) await identity.RevokeAsync(token, call).ConfigureAwait(false);
    }

    /// <summary>Forgets the token: whoever still uses the connection is told that it is closed.</summary>
    public void Dispose()
    {
        tokens.Close();
        http.Dispose();
    }
}

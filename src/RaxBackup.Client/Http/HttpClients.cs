using System;
using System.Net;
using System.Net.Http;
using System.Reflection;

namespace RaxBackup.Client.Http;

/// <summary>Makes the one HttpClient of a connection.</summary>
internal static class HttpClients
{
    private static readonly string UserAgent = $"RaxBackup/{typeof(HttpClients).Assembly.GetName().Version!.ToString(3)}";

    public static HttpClient Create(ConnectOptions options)
    {
        var http = new HttpClient(options.Handler ?? Handler(options), disposeHandler: options.Handler == null)
        {
            // Each attempt has its own limit, and a body may take as long as it goes on coming.
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent);
        http.DefaultRequestHeaders.ExpectContinue = false;
        return http;
    }

    /// <summary>Redirects are never followed: the token would go with them.</summary>
    private static HttpMessageHandler Handler(ConnectOptions options)
    {
        // A feed packs to a twelfth. On this machine itself that gains nothing: packing and unpacking take longer than the transfer.
        var packings = options.IdentityUri.IsLoopback ? DecompressionMethods.None : DecompressionMethods.GZip | DecompressionMethods.Deflate;
#if NET
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = packings,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        };
#else
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = packings,
            MaxConnectionsPerServer = 64,
            UseCookies = false,
        };
#endif
        if (options.Proxy is not { } proxy) return handler;
        handler.Proxy = new WebProxy(proxy) { Credentials = Credentials(proxy) };
        handler.UseProxy = true;
        return handler;
    }

    /// <summary>Those that stand in the proxy's address, or else this user's own.</summary>
    private static ICredentials Credentials(Uri proxy)
    {
        var parts = proxy.UserInfo.Split([':'], 2);
        return proxy.UserInfo.Length == 0
            ? CredentialCache.DefaultCredentials
            : new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace RaxBackup.Client.Http;

/// <summary>Why no answer came, as far as the exception tells.</summary>
internal sealed record Silence(Exception Cause)
{
    /// <summary>The time for the attempt was over.</summary>
    public bool TimedOut { get; init; }

    /// <summary>The server surely has not seen the request: there was no connection to send it on.</summary>
    public bool NeverSent => !TimedOut && (ConnectionNotMade || HostUnknown || ConnectTimedOut);

    public bool HostUnknown => Socket is SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData
#if NET
        || Http?.HttpRequestError == HttpRequestError.NameResolutionError;
#else
        || Web is WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure;
#endif

    /// <summary>A certificate does not get better by asking again.</summary>
    public bool Repeats => !Chain.OfType<AuthenticationException>().Any();

    public string Words => Chain.Last().Message.Trim().TrimEnd('.');

    private bool ConnectionNotMade => Socket == SocketError.ConnectionRefused
#if NET
        || Http?.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
#else
        || Web is WebExceptionStatus.ConnectFailure or WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure;
#endif

    /// <summary>SocketsHttpHandler's own limit for connecting.</summary>
    private bool ConnectTimedOut => Cause is OperationCanceledException && Chain.OfType<TimeoutException>().Any();

    private SocketError? Socket => Chain.OfType<SocketException>().FirstOrDefault()?.SocketErrorCode;

#if NET
    private HttpRequestException? Http => Chain.OfType<HttpRequestException>().FirstOrDefault();
#else
    private WebExceptionStatus? Web => Chain.OfType<WebException>().FirstOrDefault()?.Status;
#endif

    private IEnumerable<Exception> Chain
    {
        get
        {
            for (var cause = Cause; cause != null; cause = cause.InnerException) yield return cause;
        }
    }
}

using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using RaxBackup.Client.Http;
using RaxBackup.Client.Tests.Support;
using Xunit;

namespace RaxBackup.Client.Tests.Http;

/// <summary>No answer: whether the server may have acted decides what happens.</summary>
public sealed class SilenceTests
{
    private readonly QuickTime time = new();
    private readonly Listener listener = new();

    private static Exception Never(string why) => why switch
    {
        "refused" => new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused)),
        "unknown host" => new HttpRequestException("who?", new SocketException((int)SocketError.HostNotFound)),
        "name" => new HttpRequestException(HttpRequestError.NameResolutionError, "who?"),
        "connect" => new HttpRequestException(HttpRequestError.ConnectionError, "unreachable"),
        "proxy" => new HttpRequestException(HttpRequestError.ProxyTunnelError, "proxy"),
        "connect timeout" => new TaskCanceledException("timeout", new TimeoutException("connecting took too long")),
        _ => throw new ArgumentOutOfRangeException(nameof(why)),
    };

    private static Exception Broken(string how) => how switch
    {
        "reset" => new HttpRequestException("reset", new IOException("reset", new SocketException((int)SocketError.ConnectionReset))),
        "ended" => new HttpRequestException(HttpRequestError.ResponseEnded, "ended"),
        "plain" => new HttpRequestException("something"),
        _ => throw new ArgumentOutOfRangeException(nameof(how)),
    };

    [Theory]
    [InlineData("refused", "ConnectionFailed")]
    [InlineData("connect", "ConnectionFailed")]
    [InlineData("proxy", "ConnectionFailed")]
    [InlineData("connect timeout", "ConnectionFailed")]
    [InlineData("unknown host", "HostUnknown")]
    [InlineData("name", "HostUnknown")]
    public async Task Without_a_connection_everything_is_repeated(string why, string errorId)
    {
        foreach (var operation in new[] { Pipelines.Read, Pipelines.Start })
        {
            await Pipelines.To(new Server().Then(Never(why)).Then(200, "5"), time).SendAsync(operation, listener.Call);

            var server = new Server();
            for (var i = 0; i < 6; i++) server.Then(Never(why));
            var failure = await Pipelines.FailsAsync(() => Pipelines.To(server, time).SendAsync(operation, listener.Call));
            Assert.Equal((FailureKind.NoConnection, errorId), (failure.Kind, failure.ErrorId));
            Assert.Contains("dfw.backup.example.com", failure.Message, StringComparison.Ordinal);
            Assert.Equal(6, server.Requests.Count);
        }
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("ended")]
    [InlineData("plain")]
    public async Task A_broken_connection_is_repeated_only_by_what_may_be(string how)
    {
        await Pipelines.To(new Server().Then(Broken(how)).Then(200), time).SendAsync(Pipelines.Read, listener.Call);

        var server = new Server().Then(Broken(how));
        var failure = await Pipelines.FailsAsync(() => Pipelines.To(server, time).SendAsync(Pipelines.Start, listener.Call));
        Assert.Equal((FailureKind.OutcomeUnknown, "OutcomeUnknown"), (failure.Kind, failure.ErrorId));
        Assert.Contains("may have been started", failure.Message, StringComparison.Ordinal);
        Assert.Contains("activity", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(7L, failure.Target);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_leaves_the_outcome_of_a_start_unknown_and_a_read_is_repeated()
    {
        static HttpResponseMessage Half(Received _) => new(System.Net.HttpStatusCode.OK) { Content = new StreamContent(new BreakingStream()) };

        var failure = await Pipelines.FailsAsync(() => Pipelines.To(new Server().Then(Half), time).SendAsync(Pipelines.Start, listener.Call));
        Assert.Equal("OutcomeUnknown", failure.ErrorId);

        var answer = await Pipelines.To(new Server().Then(Half).Then(200, "whole"), time).SendAsync(Pipelines.Read, listener.Call);
        Assert.Equal("whole", answer.Text);
    }

    [Fact]
    public async Task A_bad_certificate_is_not_asked_again()
    {
        var server = new Server().Then(new HttpRequestException(HttpRequestError.SecureConnectionError, "TLS", new AuthenticationException("The certificate is not valid.")));
        var failure = await Pipelines.FailsAsync(() => Pipelines.To(server, time).SendAsync(Pipelines.Read, listener.Call));
        Assert.Equal((FailureKind.NoConnection, "ConnectionFailed"), (failure.Kind, failure.ErrorId));
        Assert.Contains("certificate is not valid", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(true, "RequestTimedOut", FailureKind.TimedOut)]
    [InlineData(false, "OutcomeUnknown", FailureKind.OutcomeUnknown)]
    public async Task An_attempt_without_an_answer_ends_in_its_time(bool mayRepeat, string errorId, FailureKind kind)
    {
        var clock = new FakeTimeProvider();
        var policy = new RetryPolicy { AttemptTimeout = TimeSpan.FromSeconds(100), MaximumRetryCount = 0 };
        var server = new Server().ThenSilence(() => clock.Advance(TimeSpan.FromSeconds(100)));
        var failure = await Pipelines.FailsAsync(
            () => Pipelines.To(server, clock, policy).SendAsync(mayRepeat ? Pipelines.Read : Pipelines.Start, listener.Call));
        Assert.Equal((kind, errorId), (failure.Kind, failure.ErrorId));
        Assert.Contains("within 100 s", failure.Message, StringComparison.Ordinal);
        Assert.Contains(listener.Debug, line => line.StartsWith("<- no answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_slow_body_is_within_the_attempts_time_too()
    {
        var clock = new FakeTimeProvider();
        var policy = new RetryPolicy { AttemptTimeout = TimeSpan.FromSeconds(100), MaximumRetryCount = 0 };
        var server = new Server().Then(_ => new HttpResponseMessage { Content = new StreamContent(new HangingStream(() => clock.Advance(TimeSpan.FromSeconds(101)))) });
        var failure = await Pipelines.FailsAsync(() => Pipelines.To(server, clock, policy).SendAsync(Pipelines.Read, listener.Call));
        Assert.Equal("RequestTimedOut", failure.ErrorId);
    }

    [Fact]
    public async Task A_read_is_repeated_after_its_attempt_timed_out()
    {
        var clock = new QuickTime { Holds = due => due == TimeSpan.FromSeconds(100) };
        var policy = new RetryPolicy { AttemptTimeout = TimeSpan.FromSeconds(100) };
        var server = new Server().ThenSilence(() => clock.Advance(TimeSpan.FromSeconds(100))).Then(200, "5");
        await Pipelines.To(server, clock, policy).SendAsync(Pipelines.Read, listener.Call);
        Assert.Equal(1, Assert.Single(clock.Waits).TotalSeconds);
    }
}

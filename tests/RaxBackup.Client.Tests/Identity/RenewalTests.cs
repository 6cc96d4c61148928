using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Client.Tests.Support;
using Xunit;

namespace RaxBackup.Client.Tests.Identity;

/// <summary>Tokens end, are refused, and are renewed, once for all who need it.</summary>
public sealed class RenewalTests
{
    private readonly QuickTime time = new();
    private readonly Server server = new();
    private readonly Listener listener = new();

    private static bool IsLogin(Received request) => request.Address.AbsolutePath.EndsWith("/tokens", StringComparison.Ordinal);

    [Fact]
    public async Task A_token_is_renewed_five_minutes_before_its_end()
    {
        using var connection = await Accounts.OpenAsync(server, time, QuickTime.Start.AddHours(1));
        time.Advance(TimeSpan.FromMinutes(54));
        server.Then(200, "[]");
        await connection.Agents.ListAsync(null, listener.Call);
        Assert.Equal("token-1", server.Last.Token);

        time.Advance(TimeSpan.FromMinutes(2));
        server.Then(200, Accounts.Access("token-2", QuickTime.Start.AddHours(25))).Then(200, "[]");
        await connection.Agents.ListAsync(null, listener.Call);
        Assert.Equal("token-2", server.Last.Token);
        Assert.Equal(QuickTime.Start.AddHours(25), connection.Session.ExpiresAt);
    }

    [Fact]
    public async Task Many_requests_at_once_renew_once()
    {
        using var connection = await Accounts.OpenAsync(server, time, QuickTime.Start.AddHours(1));
        time.Advance(TimeSpan.FromHours(2));
        var arrived = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        server.ThenAsync(async (_, _) =>
        {
            arrived.SetResult();
            await goOn.Task;
            return Server.Answer(200, Accounts.Access("token-2", QuickTime.Start.AddHours(26)));
        });
        server.Otherwise = request => IsLogin(request) ? Server.Answer(500) : Server.Answer(200, "[]");
        var reads = Enumerable.Range(0, 20).Select(_ => connection.Agents.ListAsync(null, listener.Call)).ToList();
        await arrived.Task;
        goOn.SetResult();
        await Task.WhenAll(reads);
        Assert.Equal(2, server.Requests.Count(IsLogin));
        Assert.All(server.Requests.Where(request => !IsLogin(request)), request => Assert.Equal("token-2", request.Token));
    }

    [Fact]
    public async Task Many_refused_at_once_log_in_once()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        var logins = 0;
        var refused = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var i = 0; i < 20; i++)
        {
            server.ThenAsync(async (_, _) =>
            {
                if (Interlocked.Increment(ref refused) == 20) all.SetResult();
                await all.Task;
                return Server.Answer(401);
            });
        }
        server.Otherwise = request => IsLogin(request) ? Server.Answer(200, Accounts.Access($"token-{1 + Interlocked.Increment(ref logins)}")) : Server.Answer(200, "[]");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => connection.Agents.ListAsync(null, listener.Call)));
        Assert.Equal(1, logins);
    }

    [Fact]
    public async Task One_caller_who_stops_does_not_end_the_renewal_of_the_others()
    {
        using var connection = await Accounts.OpenAsync(server, time, QuickTime.Start.AddHours(1));
        time.Advance(TimeSpan.FromHours(2));
        var first = new Listener();
        server.ThenSilence(first.Stop);
        server.Otherwise = request => IsLogin(request) ? Server.Answer(200, Accounts.Access("token-2", QuickTime.Start.AddHours(26))) : Server.Answer(200, "[]");
        var stopped = connection.Agents.ListAsync(null, first.Call);
        var others = Enumerable.Range(0, 3).Select(_ => connection.Agents.ListAsync(null, listener.Call)).ToList();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        await Task.WhenAll(others);
        Assert.Equal("token-2", server.Last.Token);
    }

    [Fact]
    public async Task A_refused_token_is_replaced_once_and_then_the_call_fails()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(401).Then(200, Accounts.Access("token-2")).Then(401, "\"Still no.\"");
        var failure = await Pipelines.FailsAsync(() => connection.Agents.GetAsync(null, 5, listener.Call));
        Assert.Equal((FailureKind.Authentication, "AuthenticationFailed"), (failure.Kind, failure.ErrorId));
        Assert.Contains("Still no.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal("token-2", server.Last.Token);
    }

    [Fact]
    public async Task A_start_is_sent_again_after_401()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(401).Then(200, Accounts.Access("token-2")).Then(200, "77");
        Assert.Equal(77, await connection.Backups.StartAsync(null, 5, listener.Call));
    }

    [Fact]
    public async Task A_key_that_no_longer_fits_is_not_tried_again()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(401).Then(401, "\"The key was reset.\"");
        for (var i = 0; i < 3; i++)
        {
            var failure = await Pipelines.FailsAsync(() => connection.Agents.GetAsync(null, 5, listener.Call));
            Assert.Equal("AuthenticationFailed", failure.ErrorId);
            Assert.Contains("The key was reset.", failure.Message, StringComparison.Ordinal);
        }
        Assert.Equal(2, server.Requests.Count(IsLogin));
    }

    [Fact]
    public async Task While_the_token_holds_an_identity_that_is_down_is_no_matter_and_is_not_asked_every_time()
    {
        using var connection = await Accounts.OpenAsync(server, time, QuickTime.Start.AddHours(1));
        time.Advance(TimeSpan.FromMinutes(56));
        server.Otherwise = request => IsLogin(request) ? Server.Answer(400, "\"down\"") : Server.Answer(200, "[]");
        for (var i = 0; i < 3; i++) await connection.Agents.ListAsync(null, listener.Call);
        Assert.Equal(2, server.Requests.Count(IsLogin));
        Assert.Contains(listener.Verbose, line => line.StartsWith("The token could not be renewed yet.", StringComparison.Ordinal));

        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("RequestRejected", (await Pipelines.FailsAsync(() => connection.Agents.ListAsync(null, listener.Call))).ErrorId);
    }

    [Fact]
    public async Task The_same_token_given_again_is_not_asked_for_at_every_request()
    {
        using var connection = await Accounts.OpenAsync(server, time, QuickTime.Start.AddHours(1));
        time.Advance(TimeSpan.FromMinutes(56));
        server.Otherwise = request => IsLogin(request) ? Server.Answer(200, Accounts.Access(expires: QuickTime.Start.AddHours(1))) : Server.Answer(200, "[]");
        for (var i = 0; i < 5; i++) await connection.Agents.ListAsync(null, listener.Call);
        Assert.Equal(2, server.Requests.Count(IsLogin));
    }

    [Fact]
    public async Task A_session_made_with_a_passcode_ends()
    {
        server.Then(401, "", ("WWW-Authenticate", "OS-MF sessionId='s', factor='PASSCODE'")).Then(200, Accounts.Access(expires: QuickTime.Start.AddHours(1)));
        var options = new ConnectOptions
        {
            IdentityUri = new Uri("https://identity.example.com/"), UserName = "jane", Secret = Accounts.Secure("p"), SecretIsPassword = true, Passcode = Accounts.Secure("1"),
            AttemptTimeout = TimeSpan.FromDays(1), Handler = server, Time = time,
        };
        using var connection = await Connection.OpenAsync(options, listener.Call);
        time.Advance(TimeSpan.FromMinutes(59));
        server.Then(200, "[]");
        await connection.Agents.ListAsync(null, listener.Call);

        time.Advance(TimeSpan.FromMinutes(2));
        var failure = await Pipelines.FailsAsync(() => connection.Agents.ListAsync(null, listener.Call));
        Assert.Equal((FailureKind.Authentication, "SessionExpired"), (failure.Kind, failure.ErrorId));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Revoking_ends_the_session_and_a_token_that_has_ended_already_is_no_failure()
    {
        foreach (var status in new[] { 204, 401, 404 })
        {
            using var connection = await Accounts.OpenAsync(server, time);
            server.Then(status);
            await connection.RevokeAsync(listener.Call);
            Assert.Equal(("DELETE", "/v2.0/tokens", "token-1"), (server.Last.Method, server.Last.Address.AbsolutePath, server.Last.Token));
            var failure = await Pipelines.FailsAsync(() => connection.Agents.ListAsync(null, listener.Call));
            Assert.Equal((FailureKind.NotConnected, "SessionClosed"), (failure.Kind, failure.ErrorId));
            await connection.RevokeAsync(listener.Call);
        }
        Assert.DoesNotContain("token-1", listener.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_disposed_of_is_closed()
    {
        var connection = await Accounts.OpenAsync(server, time);
        connection.Dispose();
        connection.Dispose();
        Assert.Equal("SessionClosed", (await Pipelines.FailsAsync(() => connection.Agents.ListAsync(null, listener.Call))).ErrorId);
    }
}

using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using RaxBackup.Client.Http;
using RaxBackup.Client.Tests.Support;
using Xunit;

namespace RaxBackup.Client.Tests.Http;

/// <summary>The same on real sockets, with the handler that users get.</summary>
public sealed class SocketTests
{
    private readonly QuickTime time = new();
    private readonly Listener listener = new();

    [Fact]
    public async Task Where_nobody_listens_a_start_is_repeated_and_then_is_no_connection()
    {
        var failure = await Pipelines.FailsAsync(() => SendAsync(SocketServer.Closed(), Pipelines.Start));
        Assert.Equal((FailureKind.NoConnection, "ConnectionFailed"), (failure.Kind, failure.ErrorId));
        Assert.Equal(5, time.Waits.Count);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_an_unknown_host()
    {
        var failure = await Pipelines.FailsAsync(() => SendAsync(new Uri("http://no-such-host.invalid/"), Pipelines.Start));
        Assert.Equal((FailureKind.NoConnection, "HostUnknown"), (failure.Kind, failure.ErrorId));
    }

    [Fact]
    public async Task A_server_that_hangs_up_leaves_the_outcome_of_a_start_unknown()
    {
        using var server = new SocketServer().Then([]);
        var failure = await Pipelines.FailsAsync(() => SendAsync(server.Address, Pipelines.Start));
        Assert.Equal("OutcomeUnknown", failure.ErrorId);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_answer_cut_off_is_read_again()
    {
        using var server = new SocketServer()
            .Then("HTTP/1.1 200 OK\nContent-Length: 10", "12345"u8.ToArray())
            .Then("HTTP/1.1 200 OK\nContent-Length: 10\nConnection: close", "1234567890"u8.ToArray());
        Assert.Equal("1234567890", (await SendAsync(server.Address, Pipelines.Read)).Text);
        Assert.Single(time.Waits);
    }

    [Fact]
    public async Task A_compressed_answer_is_unpacked()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes("grün"));
        using var server = new SocketServer().Then($"HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: {packed.ToArray().Length}\nConnection: close", packed.ToArray());
        Assert.Equal("grün", (await SendAsync(server.Address, Pipelines.Read)).Text);
        Assert.Contains("Accept-Encoding: gzip", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_this_machine_itself_nothing_is_packed()
    {
        using var server = new SocketServer().Then("HTTP/1.1 200 OK\nContent-Length: 1\nConnection: close", "7"u8.ToArray());
        using var http = HttpClients.Create(new ConnectOptions { IdentityUri = server.Address, UserName = "jane", Secret = Accounts.Secure("k") });
        await http.GetStringAsync(server.Address);
        Assert.DoesNotContain("Accept-Encoding", server.Requests.Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_no_cookie_kept()
    {
        using var other = new SocketServer();
        using var server = new SocketServer()
            .Then($"HTTP/1.1 307 Temporary Redirect\nLocation: {other.Address}\nSet-Cookie: a=b\nContent-Length: 0\nConnection: close", []);
        Assert.Equal("RedirectRefused", (await Pipelines.FailsAsync(() => SendAsync(server.Address, Pipelines.Read))).ErrorId);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_start_without_a_body_says_so()
    {
        using var server = new SocketServer().Then("HTTP/1.1 204 No Content\nConnection: close", []);
        await SendAsync(server.Address, Operation.PostSame("WakeAgents", "user/wakeupagents"));
        Assert.StartsWith("POST /user/wakeupagents HTTP/1.1\r\n", server.Requests.Single(), StringComparison.Ordinal);
        Assert.Contains("Content-Length: 0\r\n", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_never_ends_coming_can_be_stopped()
    {
        var stopping = new Listener(notice => notice.Text.StartsWith("<- 200", StringComparison.Ordinal));
        using var server = new SocketServer().Then("HTTP/1.1 200 OK\nContent-Length: 10", "1"u8.ToArray());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(server.Address, Pipelines.Read, stopping));
    }

    [Fact]
    public async Task By_the_real_clock()
    {
        using var server = new SocketServer()
            .Then("HTTP/1.1 503 Busy\nContent-Length: 0\nConnection: close", [])
            .Then("HTTP/1.1 200 OK\nContent-Length: 1\nConnection: close", "7"u8.ToArray());
        using var http = HttpClients.Create(Accounts.Options(null!));
        var pipeline = new RequestPipeline(http, new RetryPolicy { BaseDelay = TimeSpan.FromMilliseconds(1) }, TimeProvider.System, () => 0);
        Assert.Equal("7", (await pipeline.SendAsync(new Request(Pipelines.Read, server.Address), listener.Call)).Text);
    }

    private async Task<Answer> SendAsync(Uri address, Operation operation, Listener? other = null)
    {
        using var http = HttpClients.Create(Accounts.Options(null!));
        var pipeline = new RequestPipeline(http, new RetryPolicy { AttemptTimeout = TimeSpan.FromDays(1) }, time, () => 1);
        return await pipeline.SendAsync(new Request(operation, new Uri(address, operation.Path)), (other ?? listener).Call);
    }
}

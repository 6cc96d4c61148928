using System;
using System.Net.Http;
using System.Threading.Tasks;
using RaxBackup.Client.Http;
using RaxBackup.Client.Tests.Support;
using Xunit;

namespace RaxBackup.Client.Tests.Http;

/// <summary>A caller that stops gets OperationCanceledException wherever the call is, and never a failure.</summary>
public sealed class CancellationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_waiting_for_the_answer(bool mayRepeat)
    {
        var listener = new Listener();
        var server = new Server().ThenSilence(listener.Stop);
        await StopsAsync(server, mayRepeat, listener);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_reading_the_body(bool mayRepeat)
    {
        var listener = new Listener();
        await StopsAsync(new Server().Then(_ => new HttpResponseMessage { Content = new StreamContent(new HangingStream(listener.Stop)) }), mayRepeat, listener);
    }

    [Fact]
    public async Task During_backoff()
    {
        var listener = new Listener(notice => notice.Text.Contains("again in", StringComparison.Ordinal));
        var server = new Server().Then(503);
        await StopsAsync(server, mayRepeat: true, listener);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task At_the_very_moment_of_a_failing_answer()
    {
        var listener = new Listener();
        var server = new Server().Then(_ =>
        {
            listener.Stop();
            return Server.Answer(503);
        });
        await StopsAsync(server, mayRepeat: true, listener);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(503)]
    public async Task Just_after_a_failing_answer_was_read(int status)
    {
        var listener = new Listener(notice => notice.Text == "<- Busy.");
        await StopsAsync(new Server().Then(status, "\"Busy.\""), mayRepeat: true, listener);
    }

    [Fact]
    public async Task Before_it_has_begun()
    {
        var listener = new Listener();
        listener.Stop();
        var server = new Server();
        await StopsAsync(server, mayRepeat: true, listener);
        Assert.Empty(server.Requests);
    }

    private static async Task StopsAsync(Server server, bool mayRepeat, Listener listener)
    {
        var time = new QuickTime { Holds = _ => true };
        var send = Pipelines.To(server, time, new RetryPolicy()).SendAsync(mayRepeat ? Pipelines.Read : Pipelines.Start, listener.Call);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => send);
    }
}

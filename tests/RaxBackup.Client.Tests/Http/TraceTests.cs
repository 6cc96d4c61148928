using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Client.Http;
using RaxBackup.Client.Tests.Support;
using Xunit;

namespace RaxBackup.Client.Tests.Http;

/// <summary>What is traced: addresses, statuses, listed headers, the words of errors; never a secret, never a body that went well.</summary>
public sealed class TraceTests
{
    private readonly Listener listener = new();

    [Fact]
    public async Task A_request_and_its_answer_are_told()
    {
        var server = new Server().Then(200, "{\"a\":\"body words\"}", ("x-compute-request-id", "req-9"), ("Content-Type", "application/json"), ("Set-Cookie", "crumbs"));
        await Pipelines.To(server, new QuickTime()).SendAsync(Pipelines.Read, listener.Call, new Tokens("the-token"));
        Assert.Equal(
            ["-> GET https://dfw.backup.example.com/v1.0/1234/agent/42 Accept: application/json;", "<- 200 OK (0 ms, req-9) Content-Type: application/json;"],
            listener.Debug);
        Assert.Equal("the-token", server.Last.Token);
    }

    [Fact]
    public async Task Secrets_are_in_no_trace_message_or_body_even_when_the_service_repeats_them()
    {
        var server = new Server().Then(400, "{\"badRequest\":{\"message\":\"Bad: the-token and k3y\"}}", ("X-Auth-Token", "the-token"));
        var operation = Pipelines.Start with { Body = new SecretBody(() => "{\"key\":\"k3y\"}") };
        var request = new Request(operation, Pipelines.Address)
        {
            Tokens = new Tokens("the-token"),
            Headers = new Dictionary<string, string> { ["X-SessionId"] = "s3ssion" },
            Secrets = () => ["k3y"],
        };
        var failure = await Pipelines.FailsAsync(() => Pipelines.To(server, new QuickTime()).SendAsync(request, listener.Call));
        Assert.Equal("{\"key\":\"k3y\"}", server.Last.Body);
        var all = listener.Everything + failure + failure.Body + failure.RecommendedAction;
        Assert.All(new[] { "the-token", "k3y", "s3ssion" }, secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
        Assert.Contains("Bad: *** and ***", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_errors_words_are_told()
    {
        await Pipelines.FailsAsync(() => Pipelines.To(new Server().Then(400, "\"Not so.\""), new QuickTime()).SendAsync(Pipelines.Start, listener.Call));
        Assert.Equal("<- Not so.", listener.Debug.Last());
    }

    private sealed class Tokens(string token) : ITokens
    {
        public Task<string> GetAsync(Call call) => Task.FromResult(token);

        public Task<string> ReplaceAsync(string refused, Call call) => Task.FromResult(token);
    }
}

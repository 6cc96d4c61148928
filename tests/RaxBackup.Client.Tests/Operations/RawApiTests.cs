using System.Collections.Specialized;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using RaxBackup.Client.Tests.Support;
using Xunit;

namespace RaxBackup.Client.Tests.Operations;

/// <summary>Raw requests: below the tenant only, bodies as plain values.</summary>
public sealed class RawApiTests
{
    private readonly Server server = new();
    private readonly Listener listener = new();

    [Fact]
    public async Task An_object_is_read_in_its_order()
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, "{\"b\":1,\"a\":[true,null,2.5,\"x\",{}],\"date\":\"/Date(1)/\",\"big\":18446744073709551615}");
        var read = Assert.IsType<OrderedDictionary>(await connection.Raw.SendAsync("ord", HttpMethod.Get, "/agent/5?x=1", null, listener.Call));
        Assert.Equal("GET /v1.0/1234/agent/5?x=1", server.Paths()[0]);
        Assert.Equal(["b", "a", "date", "big"], read.Keys.Cast<string>());
        Assert.Equal((1L, "/Date(1)/", 18446744073709551615m), (read["b"], read["date"], read["big"]));
        var list = Assert.IsType<object?[]>(read["a"]);
        Assert.Equal([true, null, 2.5, "x"], list[..4]);
        Assert.IsType<OrderedDictionary>(list[4]);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("5", 5L)]
    [InlineData("\"5\"", "5")]
    [InlineData("true", true)]
    [InlineData("null", null)]
    [InlineData("0cee72c7-015c-493b-b5fe-a896ae444c34", "0cee72c7-015c-493b-b5fe-a896ae444c34")]
    [InlineData("OK then", "OK then")]
    public async Task Bare_values(string body, object? expected)
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, body);
        Assert.Equal(expected, await connection.Raw.SendAsync(null, HttpMethod.Get, "x", null, listener.Call));
    }

    [Fact]
    public async Task A_body_is_sent_as_it_is_and_only_once()
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(503);
        var failure = await Pipelines.FailsAsync(() => connection.Raw.SendAsync(null, HttpMethod.Post, "agent/enable", "{\"Enable\": true}", listener.Call));
        Assert.Equal("{\"Enable\": true}", server.Last.Body);
        Assert.Equal("Could not POST 'agent/enable': the service answered 503 Service Unavailable", failure.Message);
        Assert.Equal("agent/enable", failure.Target);

        server.Then(503).Then(200, "1");
        Assert.Equal(1L, await connection.Raw.SendAsync(null, HttpMethod.Get, "x", null, listener.Call));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("../5678/agent/1")]
    [InlineData("agent/%2e%2e/%2e%2e/5678")]
    [InlineData("https://elsewhere.example.com/x")]
    [InlineData("\\\\elsewhere\\x")]
    public async Task No_path_leads_out_of_the_tenant(string path)
    {
        using var connection = await Accounts.OpenAsync(server);
        var failure = await Pipelines.FailsAsync(() => connection.Raw.SendAsync(null, HttpMethod.Get, path, null, listener.Call));
        Assert.Equal((FailureKind.InvalidArgument, "PathInvalid"), (failure.Kind, failure.ErrorId));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Damaged_json_is_unreadable()
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, "{\"a\":");
        Assert.Equal("AnswerUnreadable", (await Pipelines.FailsAsync(() => connection.Raw.SendAsync(null, HttpMethod.Get, "x", null, listener.Call))).ErrorId);
    }
}

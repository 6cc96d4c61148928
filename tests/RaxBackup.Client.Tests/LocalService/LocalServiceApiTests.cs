using System;
using System.Linq;
using System.Security;
using System.Threading.Tasks;
using RaxBackup.Client.Tests.Support;
using Xunit;

namespace RaxBackup.Client.Tests.LocalService;

public sealed class LocalServiceApiTests
{
    private static readonly Uri Address = new("http://127.0.0.1:41234/");

    [Fact]
    public async Task A_fault_is_added_with_the_key_and_comes_back_as_the_service_has_it()
    {
        var server = new Server().Then(201, """
            {"id":7,"operation":null,"method":"GET","path":"/v1.0/*","statusCode":503,"body":null,"contentType":null,"bodyKind":"aspNet","retryAfter":"30",
             "delayMs":1500,"drop":"after","truncate":9,"expireToken":true,"count":3,"skip":2,"probability":0.25,"seed":11,"struck":4}
            """);
        using var api = Api(server);
        var fault = await api.AddFaultAsync(FaultDraft.On("GET /v1.0/*") with { StatusCode = 503 }, new Listener().Call);

        Assert.Equal(("POST", new Uri(Address, "_service/faults"), "key"), (server.Last.Method, server.Last.Address, server.Last.Headers["X-Api-Key"]));
        Assert.Equal("""{"Method":"GET","Path":"/v1.0/*","StatusCode":503}""", server.Last.Body);
        Assert.Equal((7, Address, "GET /v1.0/*", 503, "30"), (fault.FaultId, fault.Address, fault.Operation, fault.StatusCode, fault.RetryAfter));
        Assert.Equal((LocalFaultBody.AspNet, LocalFaultDrop.After, 9, true), (fault.BodyKind, fault.DropConnection, fault.Truncate, fault.ExpireToken));
        Assert.Equal((TimeSpan.FromSeconds(1.5), 3, 2, 0.25, 11, 4), (fault.Delay, fault.Count, fault.Skip, fault.Probability, fault.Seed, fault.HitCount));
    }

    [Fact]
    public async Task The_journal_is_asked_with_its_filters()
    {
        var server = new Server().Then(200, """
            [{"id":3,"time":"2026-01-15T12:00:00.5000000+00:00","method":"GET","path":"/v2.0/tokens/***","operation":"ValidateToken","status":200,
              "durationMs":12,"user":"local","tenant":"1234","region":null,"requestBytes":0,"responseBytes":5000000000,"fault":2}]
            """);
        using var api = Api(server);
        var filter = new RequestFilter
        {
            Operation = ["Get*", "LogIn"],
            Method = ["POST"],
            Path = ["*/a b&c"],
            StatusCode = [200, 404],
            After = new DateTimeOffset(2026, 1, 15, 13, 0, 0, TimeSpan.FromHours(1)),
            Newest = 5,
        };
        var request = Assert.Single(await api.ListRequestsAsync(filter, new Listener().Call));

        Assert.Equal(
            "?operation=Get%2A&operation=LogIn&method=POST&path=%2A%2Fa%20b%26c&status=200&status=404&after=2026-01-15T12%3A00%3A00.0000000%2B00%3A00&last=5",
            server.Last.Address.Query);
        Assert.Equal((3, new DateTimeOffset(2026, 1, 15, 12, 0, 0, 500, TimeSpan.Zero)), (request.RequestId, request.Time));
        Assert.Equal(("GET", "/v2.0/tokens/***", "ValidateToken", 200), (request.Method, request.Path, request.Operation, request.StatusCode));
        Assert.Equal((TimeSpan.FromMilliseconds(12), "local", "1234", null), (request.Duration, request.UserName, request.TenantId, request.Region));
        Assert.Equal((0, 5_000_000_000, 2, Address), (request.RequestBytes, request.ResponseBytes, request.FaultId, request.Address));
    }

    [Fact]
    public async Task Without_a_filter_there_is_no_query_and_what_never_ended_has_no_status()
    {
        var server = new Server().Then(200, """[{"id":1,"time":"2026-01-15T12:00:00Z","method":"GET","path":"/","status":null,"durationMs":null}]""");
        using var api = Api(server);
        var request = Assert.Single(await api.ListRequestsAsync(new RequestFilter(), new Listener().Call));
        Assert.Equal("", server.Last.Address.Query);
        Assert.Null(request.StatusCode);
        Assert.Null(request.Duration);
    }

    [Fact]
    public async Task A_fault_that_is_not_there_is_named()
    {
        using var api = Api(new Server().Then(404, """{"itemNotFound":{"code":404,"message":"There is no fault 9."}}"""));
        var failure = await Pipelines.FailsAsync(() => api.RemoveFaultAsync(9, new Listener().Call));
        Assert.Equal((FailureKind.NotFound, "LocalFaultNotFound", 9L), (failure.Kind, failure.ErrorId, failure.Target));
    }

    [Fact]
    public async Task What_fails_is_not_tried_again_and_repeats_no_key()
    {
        var server = new Server().Then(503, "the key is key");
        using var api = Api(server);
        var listener = new Listener();
        var failure = await Pipelines.FailsAsync(() => api.ListFaultsAsync(listener.Call));
        Assert.Equal("ServiceFailed", failure.ErrorId);
        Assert.EndsWith("the *** is ***", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_key_goes_to_this_machine_only() =>
        Assert.Equal("InsecureAddress", Assert.Throws<RaxBackupException>(() => LocalServiceApi.At(new Uri("http://example.com/"), Key())).ErrorId);

    private static LocalServiceApi Api(Server server) => LocalServiceApi.Through(server, Address, Key());

    private static SecureString Key()
    {
        var key = new SecureString();
        "key".ToList().ForEach(key.AppendChar);
        return key;
    }
}

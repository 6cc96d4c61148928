using System;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Client.Http;
using RaxBackup.Client.Tests.Support;
using Xunit;

namespace RaxBackup.Client.Tests.Http;

/// <summary>Every status code, to an operation that may be repeated and to one that may not.</summary>
public sealed class StatusTableTests
{
    private static readonly string[] Known = [.. typeof(Text).GetFields().Select(field => field.Name)];

    /// <summary>100 to 199 never reach a caller: HTTP has them before the answer.</summary>
    public static TheoryData<int> EveryStatus => [.. Enumerable.Range(200, 400)];

    [Theory]
    [MemberData(nameof(EveryStatus))]
    public async Task Every_status_is_an_answer_or_a_named_failure_and_is_repeated_by_the_table(int status)
    {
        await CheckAsync(status, mayRepeat: true);
        await CheckAsync(status, mayRepeat: false);
    }

    private static async Task CheckAsync(int status, bool mayRepeat)
    {
        var time = new QuickTime();
        var server = new Server { Otherwise = _ => Server.Answer(status, "{\"fault\":{\"message\":\"Words.\"}}", ("x-request-id", "r1")) };
        var operation = mayRepeat ? Pipelines.Read : Pipelines.Start;
        var send = () => Pipelines.To(server, time).SendAsync(operation, new Listener().Call);

        if (status < 300)
        {
            Assert.Equal(status, (int)(await send()).Status);
            return;
        }
        var failure = await Pipelines.FailsAsync(send);
        var expected = Expected(status, mayRepeat);
        Assert.Equal(expected, (failure.Kind, failure.ErrorId));
        Assert.Contains(failure.ErrorId, Known);
        Assert.Equal(status, (int)failure.Status!);
        Assert.Equal((operation.Name, "r1"), (failure.Operation, failure.RequestId));
        Assert.Equal("{\"fault\":{\"message\":\"Words.\"}}", failure.Body);
        Assert.StartsWith("Could not ", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"the service answered {status}", failure.Message, StringComparison.Ordinal);
        Assert.Contains(": Words.", failure.Message, StringComparison.Ordinal);

        var repeats = mayRepeat ? status is 408 or 413 or 429 or >= 500 : status is 413 or 429;
        Assert.Equal(repeats ? 6 : 1, server.Requests.Count);
        Assert.Equal(repeats ? [1, 2, 4, 8, 16] : [], time.Waits.Select(wait => wait.TotalSeconds));
    }

    [Theory]
    [InlineData("GetAgent", "AgentNotFound")]
    [InlineData("GetAgentByHostServer", "AgentNotFound")]
    [InlineData("ListAgents", "ResourceNotFound")]
    [InlineData("ListAgentConfigurations", "AgentNotFound")]
    [InlineData("ListAgentActivity", "AgentNotFound")]
    [InlineData("CreateConfiguration", "AgentNotFound")]
    [InlineData("GetConfiguration", "ConfigurationNotFound")]
    [InlineData("DeleteConfiguration", "ConfigurationNotFound")]
    [InlineData("ListCompletedBackups", "ConfigurationNotFound")]
    [InlineData("StartBackup", "ConfigurationNotFound")]
    [InlineData("GetBackup", "BackupNotFound")]
    [InlineData("GetBackupReport", "BackupNotFound")]
    [InlineData("CreateRestore", "BackupNotFound")]
    [InlineData("GetRestore", "RestoreNotFound")]
    [InlineData("GetRestoreReport", "RestoreNotFound")]
    [InlineData("AddRestoreItem", "RestoreNotFound")]
    [InlineData("StartRestore", "RestoreNotFound")]
    [InlineData("GetUsageEvent", "UsageEventNotFound")]
    [InlineData("ListUsageEventsFrom", "MarkerNotFound")]
    [InlineData("ListUsageEvents", "ResourceNotFound")]
    [InlineData("ListActivity", "ResourceNotFound")]
    [InlineData("InvokeApi", "ResourceNotFound")]
    public void What_is_missing_is_named_by_the_operation(string operation, string errorId) =>
        Assert.Equal((FailureKind.NotFound, errorId), FailureMap.Find(operation, 404));

    [Fact]
    public async Task A_message_says_what_was_tried_on_what_and_what_the_service_said()
    {
        var server = new Server().Then(404, "{\"itemNotFound\":{\"code\":404,\"message\":\"No such agent.\"}}");
        var failure = await Pipelines.FailsAsync(() => Pipelines.To(server, new QuickTime()).SendAsync(Pipelines.Read, new Listener().Call));
        Assert.Equal("Could not get agent 42: the service answered 404 Not Found: No such agent.", failure.Message);
        Assert.Equal(42L, failure.Target);
    }

    private static (FailureKind, string) Expected(int status, bool mayRepeat) => status switch
    {
        502 or 504 when !mayRepeat => (FailureKind.OutcomeUnknown, "OutcomeUnknown"),
        401 => (FailureKind.Authentication, "AuthenticationFailed"),
        403 => (FailureKind.Forbidden, "AccessDenied"),
        404 or 410 => (FailureKind.NotFound, mayRepeat ? "AgentNotFound" : "ConfigurationNotFound"),
        407 => (FailureKind.Authentication, "ProxyAuthenticationRequired"),
        408 => (FailureKind.TimedOut, "RequestTimedOut"),
        409 => (FailureKind.Conflict, "AlreadyExists"),
        413 or 429 => (FailureKind.LimitExceeded, "LimitExceeded"),
        < 400 => (FailureKind.InvalidRequest, "RedirectRefused"),
        < 500 => (FailureKind.InvalidRequest, "RequestRejected"),
        _ => (FailureKind.ServiceFailure, "ServiceFailed"),
    };
}

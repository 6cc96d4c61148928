using System;
using RaxBackup.Client.Json;
using Xunit;

namespace RaxBackup.Client.Tests.LocalService;

public sealed class FaultDraftTests
{
    [Theory]
    [InlineData("GetAgent", "GetAgent", null, null)]
    [InlineData(" List* ", "List*", null, null)]
    [InlineData("*", "*", null, null)]
    [InlineData("GET /v1.0/agent/*", null, "GET", "/v1.0/agent/*")]
    [InlineData("delete\t*", null, "delete", "*")]
    [InlineData("* */agent/a b", null, null, "*/agent/a b")]
    public void Calls_are_an_operation_or_a_method_and_a_path(string calls, string? operation, string? method, string? path)
    {
        var draft = FaultDraft.On(calls);
        Assert.Equal((operation, method, path), (draft.Operation, draft.Method, draft.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("/v1.0/agent/5")]
    [InlineData("GET")]
    [InlineData("GET v1.0")]
    [InlineData("GET-IT /v1.0")]
    [InlineData("GET /a\nPOST /b")]
    [InlineData("get agent")]
    public void Anything_else_is_refused(string calls)
    {
        var failure = Record.Exception(() => FaultDraft.On(calls)) as RaxBackupException;
        // One word is the name of an operation: whether there is one, the service knows.
        Assert.Equal(calls == "GET" ? null : "FaultOperationInvalid", failure?.ErrorId);
        Assert.Equal(calls == "GET" ? null : calls, failure?.Target);
    }

    [Theory]
    [InlineData(1, 1L)]
    [InlineData(1500.7, 1500L)]
    [InlineData(int.MaxValue, (long)int.MaxValue)]
    public void A_delay_is_in_milliseconds(double milliseconds, long expected) =>
        Assert.Equal(expected, FaultDraft.Milliseconds(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(-1000)]
    [InlineData(int.MaxValue + 1.0)]
    public void A_delay_that_no_service_can_keep_is_refused(double milliseconds) => Assert.Equal(
        "FaultDelayInvalid",
        Assert.Throws<RaxBackupException>(() => FaultDraft.Milliseconds(TimeSpan.FromMilliseconds(milliseconds))).ErrorId);

    [Fact]
    public void It_is_written_without_what_was_not_given() => Assert.Equal(
        """{"Operation":"GetAgent","StatusCode":503,"Probability":0.5}""",
        WireJson.Write(FaultDraft.On("GetAgent") with { StatusCode = 503, Probability = 0.5 }));
}

using System;
using Xunit;

namespace RaxBackup.Client.Tests.LocalService;

/// <summary>What of a fault goes together.</summary>
public sealed class FaultRulesTests
{
    private static readonly FaultDraft Bare = FaultDraft.On("GetAgent");

    public static TheoryData<string, string> Wrong => new()
    {
        { "none", "FaultWithoutEffect" },
        { "count", "FaultWithoutEffect" },
        { "retry", "FaultParameterNeeded" },
        { "type", "FaultParameterNeeded" },
        { "seed", "FaultParameterNeeded" },
        { "bodies", "FaultParametersExclusive" },
        { "status and drop", "FaultParametersExclusive" },
        { "kind and drop", "FaultParametersExclusive" },
        { "truncate and drop", "FaultParametersExclusive" },
        { "token and drop", "FaultParametersExclusive" },
        { "token and status", "FaultParametersExclusive" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_contradicts_itself_is_refused(string what, string errorId)
    {
        var draft = what switch
        {
            "none" => Bare,
            "count" => Bare with { Count = 1, Skip = 2, Probability = 0.5, Seed = 1 },
            "retry" => Bare with { RetryAfter = "5", DelayMs = 1 },
            "type" => Bare with { StatusCode = 500, ContentType = "text/html" },
            "seed" => Bare with { StatusCode = 500, Seed = 1 },
            "bodies" => Bare with { Body = "", BodyKind = "Html" },
            "status and drop" => Bare with { StatusCode = 500, Drop = "After" },
            "kind and drop" => Bare with { BodyKind = "Html", Drop = "Before" },
            "truncate and drop" => Bare with { Truncate = 0, Drop = "Before" },
            "token and drop" => Bare with { ExpireToken = true, Drop = "Before" },
            "token and status" => Bare with { ExpireToken = true, StatusCode = 401 },
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };
        var failure = Assert.Throws<RaxBackupException>(draft.Checked);
        Assert.Equal((FailureKind.InvalidArgument, errorId, "GetAgent"), (failure.Kind, failure.ErrorId, failure.Target));
    }

    [Fact]
    public void What_goes_together_is_taken()
    {
        FaultDraft[] right =
        [
            Bare with { StatusCode = 503, RetryAfter = "5", BodyKind = "Empty", DelayMs = 5, Truncate = 3, Probability = 0.5, Seed = 1 },
            Bare with { Body = "x", ContentType = "text/plain" },
            Bare with { Drop = "After", DelayMs = 5 },
            Bare with { Truncate = 0 },
            Bare with { ExpireToken = true, Count = 1, DelayMs = 5 },
            Bare with { DelayMs = 5 },
        ];
        Assert.All(right, draft => Assert.Same(draft, draft.Checked()));
    }
}

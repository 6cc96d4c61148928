using System;
using System.Text.RegularExpressions;
using RaxBackup.Client.Http;

namespace RaxBackup.Client;

/// <summary>A fault to add to a local service, in the names of its wire.</summary>
internal sealed record FaultDraft : ITargeted
{
    public string? Operation { get; init; }
    public string? Method { get; init; }
    public string? Path { get; init; }
    public int? StatusCode { get; init; }
    public string? RetryAfter { get; init; }
    public string? Body { get; init; }
    public string? BodyKind { get; init; }
    public string? ContentType { get; init; }
    public long? DelayMs { get; init; }
    public string? Drop { get; init; }
    public int? Truncate { get; init; }
    public bool? ExpireToken { get; init; }
    public int? Count { get; init; }
    public int? Skip { get; init; }
    public double? Probability { get; init; }
    public int? Seed { get; init; }

    object ITargeted.Target => Operation ?? $"{Method ?? "*"} {Path}";

    /// <summary>A fault that strikes these calls: an operation's name, or a method (or *) and a path.</summary>
    public static FaultDraft On(string calls)
    {
        var parts = Regex.Match(calls.Trim(), @"^(?:(?<name>[\w*?]+)|(?<method>[A-Za-z]+|\*)\s+(?<path>[/*?].*))$");
        return !parts.Success
            ? throw Failure.About(calls, FailureKind.InvalidArgument, nameof(Text.FaultOperationInvalid), calls)
            : parts.Groups["name"].Success
                ? new FaultDraft { Operation = parts.Groups["name"].Value }
                : new FaultDraft { Method = parts.Groups["method"].Value is "*" ? null : parts.Groups["method"].Value, Path = parts.Groups["path"].Value };
    }

    /// <summary>How long to wait, which must be some time and no more than the service can wait.</summary>
    public static long? Milliseconds(TimeSpan? delay) => delay?.TotalMilliseconds switch
    {
        null => null,
        >= 1 and <= int.MaxValue and var milliseconds => (long)milliseconds,
        _ => throw Failure.About(delay, FailureKind.InvalidArgument, nameof(Text.FaultDelayInvalid), delay),
    };

    /// <summary>The draft, if it does something and nothing in it contradicts another.</summary>
    public FaultDraft Checked()
    {
        var answers = StatusCode != null ? "-StatusCode" : Body != null ? "-Body" : BodyKind != null ? "-BodyKind" : null;
        var drops = Drop == null ? null : "-DropConnection";
        var expires = ExpireToken == true ? "-ExpireToken" : null;
        var truncates = Truncate == null ? null : "-Truncate";
        Need("-RetryAfter", RetryAfter, "-StatusCode", StatusCode);
        Need("-ContentType", ContentType, "-Body", Body);
        Need("-Seed", Seed, "-Probability", Probability);
        Exclude(Body == null ? null : "-Body", BodyKind == null ? null : "-BodyKind");
        Exclude(drops, answers);
        Exclude(drops, truncates);
        Exclude(drops, expires);
        Exclude(expires, answers);
        return answers == null && drops == null && expires == null && truncates == null && DelayMs == null
            ? throw Conflict(nameof(Text.FaultWithoutEffect))
            : this;
    }

    private void Need(string name, object? value, string neededName, object? needed)
    {
        if (value != null && needed == null) throw Conflict(nameof(Text.FaultParameterNeeded), name, neededName);
    }

    private void Exclude(string? one, string? other)
    {
        if (one != null && other != null) throw Conflict(nameof(Text.FaultParametersExclusive), one, other);
    }

    private RaxBackupException Conflict(string errorId, params object[] words) =>
        Failure.About(((ITargeted)this).Target, FailureKind.InvalidArgument, errorId, words);
}

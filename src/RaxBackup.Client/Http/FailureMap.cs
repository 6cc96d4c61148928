using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace RaxBackup.Client.Http;

/// <summary>One table: what a status means, and under which name it is told.</summary>
internal static class FailureMap
{
    private const int LongestBody = 2048;

    /// <summary>What was not there, by a word of the operation's name; the first that matches counts.</summary>
    private static readonly (string Word, string ErrorId)[] Missing =
    [
        ("RemoveFault", nameof(Text.LocalFaultNotFound)),
        ("StartBackup", nameof(Text.ConfigurationNotFound)),
        ("CompletedBackups", nameof(Text.ConfigurationNotFound)),
        ("CreateRestore", nameof(Text.BackupNotFound)),
        ("CreateConfiguration", nameof(Text.AgentNotFound)),
        ("AgentConfigurations", nameof(Text.AgentNotFound)),
        ("AgentActivity", nameof(Text.AgentNotFound)),
        ("ListUsageEventsFrom", nameof(Text.MarkerNotFound)),
        ("GetUsageEvent", nameof(Text.UsageEventNotFound)),
        ("RemoveRestoreItem", nameof(Text.RestoreItemNotFound)),
        ("UpdateRestore", nameof(Text.ResourceNotFound)),
        ("MigrateVault", nameof(Text.AgentNotFound)),
        ("SetLogLevel", nameof(Text.AgentNotFound)),
        ("Encryption", nameof(Text.AgentNotFound)),
        ("ListAgents", nameof(Text.ResourceNotFound)),
        ("WakeAgents", nameof(Text.ResourceNotFound)),
        ("ListConfigurations", nameof(Text.ResourceNotFound)),
        ("ListRestorePoints", nameof(Text.ResourceNotFound)),
        ("Restore", nameof(Text.RestoreNotFound)),
        ("Configuration", nameof(Text.ConfigurationNotFound)),
        ("Agent", nameof(Text.AgentNotFound)),
        ("Backup", nameof(Text.BackupNotFound)),
    ];

    public static (FailureKind Kind, string ErrorId) Find(string operation, int status) => status switch
    {
        401 => (FailureKind.Authentication, nameof(Text.AuthenticationFailed)),
        403 => (FailureKind.Forbidden, nameof(Text.AccessDenied)),
        404 or 410 => (FailureKind.NotFound, MissingIn(operation)),
        407 => (FailureKind.Authentication, nameof(Text.ProxyAuthenticationRequired)),
        408 => (FailureKind.TimedOut, nameof(Text.RequestTimedOut)),
        409 => (FailureKind.Conflict, nameof(Text.AlreadyExists)),
        413 or 429 => (FailureKind.LimitExceeded, nameof(Text.LimitExceeded)),
        >= 300 and <= 399 => (FailureKind.InvalidRequest, nameof(Text.RedirectRefused)),
        >= 400 and <= 499 => (FailureKind.InvalidRequest, nameof(Text.RequestRejected)),
        >= 500 and <= 599 => (FailureKind.ServiceFailure, nameof(Text.ServiceFailed)),
        _ => (FailureKind.UnreadableAnswer, nameof(Text.StatusUnexpected)),
    };

    /// <summary>The failure that an answer tells.</summary>
    public static RaxBackupException OfAnswer(
        Operation operation, HttpStatusCode status, string? reason, string? words, string body, string? requestId)
    {
        var (kind, id) = Find(operation.Name, (int)status);
        var answered = $"the service answered {(int)status}{(reason is { Length: > 0 } ? $" {reason}" : "")}";
        var said = words == null ? answered : $"{answered}: {words}";
        var failure = RetryPolicy.LeavesOutcomeUnknown(operation.MayRepeat, (int)status)
            ? Unknown(operation, said, null)
            : Failure.Of(kind, id, operation.CouldNot, said);
        failure.RecommendedAction ??= Advice(kind, id);
        failure.Status = status;
        failure.Operation = operation.Name;
        failure.Target = operation.Target;
        failure.RequestId = requestId;
        failure.Body = body.Length == 0 ? null : body.Length > LongestBody ? body.Substring(0, LongestBody) : body;
        return failure;
    }

    /// <summary>The failure of an operation that got no answer.</summary>
    public static RaxBackupException OfSilence(Operation operation, Uri address, Silence silence, TimeSpan timeout)
    {
        var failure = (operation.MayRepeat || silence.NeverSent, silence) switch
        {
            (false, _) => Unknown(
                operation, silence.TimedOut ? NoAnswerWithin(timeout) : $"the connection broke ({silence.Words})", silence.Cause),
            (_, { TimedOut: true }) => Failure.Of(
                FailureKind.TimedOut, nameof(Text.RequestTimedOut), silence.Cause, operation.CouldNot, $"{address.Host}: {NoAnswerWithin(timeout)}"),
            (_, { HostUnknown: true }) => Failure.Of(
                FailureKind.NoConnection, nameof(Text.HostUnknown), silence.Cause, operation.CouldNot, address.Host, silence.Words),
            _ => Failure.Of(FailureKind.NoConnection, nameof(Text.ConnectionFailed), silence.Cause, operation.CouldNot, address.Authority, silence.Words),
        };
        failure.Operation = operation.Name;
        failure.Target ??= operation.Target ?? address;
        return failure;
    }

    private static RaxBackupException Unknown(Operation operation, string why, Exception? cause)
    {
        var failure = Failure.Of(FailureKind.OutcomeUnknown, nameof(Text.OutcomeUnknown), cause, operation.CouldNot, why);
        failure.RecommendedAction = operation.IfUnknown;
        return failure;
    }

    private static string NoAnswerWithin(TimeSpan timeout) => $"no answer came within {timeout.TotalSeconds:0.###} s";

    private static string MissingIn(string operation) =>
        Missing.FirstOrDefault(row => operation.Contains(row.Word)).ErrorId ?? nameof(Text.ResourceNotFound);

    private static string? Advice(FailureKind kind, string errorId) => (kind, errorId) switch
    {
        (FailureKind.Authentication, nameof(Text.ProxyAuthenticationRequired)) => "Give the proxy's address with -Proxy, or bypass it.",
        (FailureKind.Authentication, _) => "Log in again with Connect-RaxBackup; check the user name and the API key.",
        (FailureKind.Forbidden, _) => "Check that the account's role allows it, and that the resource is in a state for it.",
        (_, nameof(Text.MarkerNotFound)) => "Feeds keep entries for three days: start again without the marker.",
        (FailureKind.InvalidRequest, nameof(Text.RedirectRefused)) => "Check the address: https, host and path.",
        _ => null,
    };
}

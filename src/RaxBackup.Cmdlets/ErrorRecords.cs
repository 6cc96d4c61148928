using System;
using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Every error that a command writes is made here.</summary>
internal static class ErrorRecords
{
    /// <summary>The error record of a failure: its name, its category, its target and what to do about it.</summary>
    public static ErrorRecord From(RaxBackupException failure)
    {
        var record = new ErrorRecord(failure, failure.ErrorId, CategoryOf(failure.Kind), failure.Target);
        if (failure.RecommendedAction is { } action)
            record.ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = action };
        return record;
    }

    /// <summary>The one table from kinds of failure to categories.</summary>
    public static ErrorCategory CategoryOf(FailureKind kind) => kind switch
    {
        FailureKind.InvalidRequest => ErrorCategory.InvalidArgument,
        FailureKind.Authentication => ErrorCategory.AuthenticationError,
        FailureKind.Forbidden => ErrorCategory.PermissionDenied,
        FailureKind.NotFound => ErrorCategory.ObjectNotFound,
        FailureKind.Conflict => ErrorCategory.ResourceExists,
        FailureKind.LimitExceeded => ErrorCategory.LimitsExceeded,
        FailureKind.ServiceFailure => ErrorCategory.ResourceUnavailable,
        FailureKind.NoConnection => ErrorCategory.ConnectionError,
        FailureKind.OutcomeUnknown => ErrorCategory.ConnectionError,
        FailureKind.TimedOut => ErrorCategory.OperationTimeout,
        FailureKind.UnreadableAnswer => ErrorCategory.InvalidData,
        FailureKind.Refused => ErrorCategory.ResourceUnavailable,
        FailureKind.JobFailed => ErrorCategory.InvalidResult,
        FailureKind.InvalidArgument => ErrorCategory.InvalidArgument,
        FailureKind.NotConnected => ErrorCategory.ConnectionError,
        FailureKind.LocalService => ErrorCategory.ResourceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}

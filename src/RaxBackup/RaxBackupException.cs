using System;
using System.Net;

namespace RaxBackup;

/// <summary>The one exception of the client: what was tried, on what, and what the service said. Never carries a secret.</summary>
public class RaxBackupException : Exception
{
    /// <summary>An exception without particulars; for tests that mock one.</summary>
    public RaxBackupException() { }

    /// <summary>An exception with a message alone.</summary>
    /// <param name="message">What happened.</param>
    public RaxBackupException(string message) : base(message) { }

    /// <summary>An exception with its cause.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The cause.</param>
    public RaxBackupException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>An exception of one kind under one name.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="errorId">The name scripts test for, such as <c>AgentNotFound</c>; also the key of its message.</param>
    /// <param name="message">What was tried, on what, and what the service said.</param>
    /// <param name="innerException">The cause, if any.</param>
    public RaxBackupException(FailureKind kind, string errorId, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        ErrorId = errorId;
    }

    /// <summary>What went wrong.</summary>
    public FailureKind Kind { get; set; }

    /// <summary>The name of the error, such as <c>AgentNotFound</c>.</summary>
    public string ErrorId { get; set; } = "RaxBackupFailure";

    /// <summary>The HTTP status of the answer; null where no answer came.</summary>
    public HttpStatusCode? Status { get; set; }

    /// <summary>The operation that was tried, by name, such as <c>GetAgent</c>.</summary>
    public string? Operation { get; set; }

    /// <summary>The service's id of the request (header x-compute-request-id, x-request-id or x-trans-id), if it gave one.</summary>
    public string? RequestId { get; set; }

    /// <summary>The answer's body as it came, at most 2 KB.</summary>
    public string? Body { get; set; }

    /// <summary>When the service will take requests again (UTC), where it said so.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    /// <summary>What to do about it, in a sentence, where there is something to do.</summary>
    public string? RecommendedAction { get; set; }

    /// <summary>The thing that was acted on: an id, a name or an address.</summary>
    public object? Target { get; set; }
}

namespace RaxBackup;

/// <summary>What went wrong in a call, whatever the words of the service were. One table gives each its ErrorCategory.</summary>
public enum FailureKind
{
    /// <summary>400 and other 4xx answers: the service did not accept what was sent.</summary>
    InvalidRequest,
    /// <summary>401, or a refused login: nothing more can be done with this session.</summary>
    Authentication,
    /// <summary>403: the account, the role or the state of the resource does not allow it.</summary>
    Forbidden,
    /// <summary>404: there is no such resource.</summary>
    NotFound,
    /// <summary>409: the resource exists already, or its state is in the way.</summary>
    Conflict,
    /// <summary>413 or 429: too many requests; <see cref="RaxBackupException.RetryAt"/> tells when, if the service said so.</summary>
    LimitExceeded,
    /// <summary>5xx: the service failed.</summary>
    ServiceFailure,
    /// <summary>No answer came: the connection could not be made, or broke.</summary>
    NoConnection,
    /// <summary>A request that may not be repeated got no answer: it may have been carried out.</summary>
    OutcomeUnknown,
    /// <summary>The time allowed for the call or the wait is over.</summary>
    TimedOut,
    /// <summary>An answer came that cannot be read.</summary>
    UnreadableAnswer,
    /// <summary>The service refused to start the job (it answered -1).</summary>
    Refused,
    /// <summary>A job ended otherwise than completed.</summary>
    JobFailed,
    /// <summary>An argument is not usable; nothing was sent.</summary>
    InvalidArgument,
    /// <summary>There is no session, or the session is closed.</summary>
    NotConnected,
    /// <summary>The local service could not be started or stopped.</summary>
    LocalService,
}

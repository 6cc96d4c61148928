using System;

namespace RaxBackup.Client.Http;

/// <summary>How one attempt went: an answer, or a failure and whether another attempt makes sense.</summary>
internal sealed record Attempt(Answer? Answer, RaxBackupException? Failure = null, bool Repeats = false, TimeSpan? RetryAfter = null);

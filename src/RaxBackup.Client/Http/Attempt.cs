using System;

namespace RaxBackup.Client.Http;

/// <summary>How one attempt went: what was read of the answer, or a failure and whether another attempt makes sense.</summary>
internal sealed record Attempt(object? Answer, RaxBackupException? Failure = null, bool Repeats = false, TimeSpan? RetryAfter = null);

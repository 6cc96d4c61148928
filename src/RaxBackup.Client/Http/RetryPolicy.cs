using System;

namespace RaxBackup.Client.Http;

/// <summary>How patient the client is: data, so that tests and a user's options can say otherwise.</summary>
internal sealed record RetryPolicy
{
    public int MaximumRetryCount { get; init; } = 5;
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(100);
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(1);
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A longer Retry-After is not waited for: the caller is told the time instead.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Longest answer that is read, in bytes after decompression.</summary>
    public int LongestAnswer { get; init; } = 64 * 1024 * 1024;

    /// <summary>Exponential, between half and all of it: clients that failed together do not come back together.</summary>
    public TimeSpan Backoff(int retry, double random)
    {
        var full = Math.Min(BaseDelay.TotalSeconds * Math.Pow(2, retry), LongestDelay.TotalSeconds);
        return TimeSpan.FromSeconds(full * (0.5 + (random / 2)));
    }

    /// <summary>
    /// Whether an answer of this status is worth another attempt. What may be sent once only is repeated where the server surely
    /// did not act: it was too busy to.
    /// </summary>
    public static bool Repeats(bool mayRepeat, int status, bool saysWhen) => mayRepeat
        ? status is 408 or 413 or 429 or (>= 500 and <= 599)
        : status is 413 or 429 || (status == 503 && saysWhen);

    /// <summary>A gateway's word that it got no answer: what may be sent once only may have been carried out behind it.</summary>
    public static bool LeavesOutcomeUnknown(bool mayRepeat, int status) => !mayRepeat && status is (502 or 504);
}

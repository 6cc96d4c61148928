using System;
using System.Net.Http;

namespace RaxBackup.Client.Http;

/// <summary>When a service that was too busy wants to be asked again.</summary>
internal static class RetryAfter
{
    /// <summary>From the header, in either form, or else from a fault's retryAt; null where neither tells.</summary>
    public static TimeSpan? Read(HttpResponseMessage response, DateTimeOffset? retryAt, DateTimeOffset now)
    {
        var header = response.Headers.RetryAfter;
        if (header?.Delta is { } delta) return delta;

        // Both dates come from the service's clock: that clock's error does not matter then.
        var at = header?.Date ?? retryAt;
        return at is { } date ? Positive(date - (response.Headers.Date ?? now)) : null;
    }

    private static TimeSpan Positive(TimeSpan delay) => delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
}

using System.Collections.Generic;
using System.Globalization;

namespace RaxBackup;

public static partial class Display
{
    /// <summary>What a fault does: <c>delay 5s, 503 Html, Retry-After 30</c>.</summary>
    /// <param name="fault">The fault.</param>
    public static string Effect(LocalFault fault)
    {
        var parts = new List<string>();
        if (fault.Delay is { } delay)
            parts.Add("delay " + Duration(delay));
        if (fault.ExpireToken)
            parts.Add("expired token");
        if (fault.StatusCode is { } status)
            parts.Add(status.ToString(CultureInfo.InvariantCulture));
        if (fault.BodyKind is { } kind)
            parts.Add(kind.ToString());
        if (fault.Body is not null)
            parts.Add("own body");
        if (fault.RetryAfter is { } after)
            parts.Add("Retry-After " + after);
        if (fault.Truncate is { } most)
            parts.Add($"cut off at {most.ToString(CultureInfo.InvariantCulture)} bytes");
        if (fault.DropConnection is { } drop)
            parts.Add(drop is LocalFaultDrop.Before ? "dropped before acting" : "dropped after acting");
        return string.Join(", ", parts);
    }
}

using System;
using System.Globalization;

namespace RaxBackup.Client;

/// <summary>How far a local service's clock is to go: by so much, or to a time.</summary>
internal sealed class ClockStep
{
    public string? By { get; set; }
    public string? To { get; set; }

    /// <summary>Ahead by a span.</summary>
    public static ClockStep Span(TimeSpan by) => by > TimeSpan.Zero
        ? new() { By = by.ToString("c", CultureInfo.InvariantCulture) }
        : throw Failure.About(by, FailureKind.InvalidArgument, nameof(Text.ClockStepInvalid), by);

    /// <summary>Ahead to a time.</summary>
    public static ClockStep Until(DateTimeOffset to) => new() { To = to.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) };
}

/// <summary>What a local service says of its clock.</summary>
internal sealed class ClockEntry
{
    public DateTimeOffset? Time { get; set; }
    public bool Frozen { get; set; }
}

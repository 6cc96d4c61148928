using System.Collections.Generic;
using System.Text.Json.Serialization;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Simulation;

/// <summary>How a simulated agent behaves.</summary>
internal sealed record AgentScript
{
    public static readonly RunScript PlainBackup = new() { DurationSec = new Range(60, 60), Files = new Range(100, 100), Bytes = new Range(100_000_000, 100_000_000) };

    public Presence Presence { get; init; }

    /// <summary>UntilWoken: so long after a wake it is online.</summary>
    public int WakeSec { get; init; } = 15;

    /// <summary>UntilWoken: so long it stays; 0: for good.</summary>
    public int AwakeSec { get; init; }

    /// <summary>Flapping: so long online, then so long offline, and so on, from the start of the service's clock.</summary>
    public int OnlineSec { get; init; } = 300;

    public int OfflineSec { get; init; } = 60;

    /// <summary>What its backups come to: in turn, or by their weights.</summary>
    public IReadOnlyList<RunScript> Backups { get; init; } = [];

    /// <summary>The same of restores onto it.</summary>
    public IReadOnlyList<RunScript> Restores { get; init; } = [];
}

/// <summary>When an agent answers.</summary>
internal enum Presence
{
    Online,
    Offline,
    UntilWoken,
    Flapping,
}

/// <summary>How one run goes.</summary>
internal sealed record RunScript
{
    public JobState Outcome { get; init; } = JobState.Completed;

    public Range DurationSec { get; init; } = new(30, 30);

    /// <summary>Null for restores: what the backup has.</summary>
    public Range? Files { get; init; }

    public Range? Bytes { get; init; }

    /// <summary>How often it comes as compared with the others; 0 in lists that go in turn.</summary>
    public int Weight { get; init; }

    /// <summary>The report's Reason; null: the outcome's own.</summary>
    public string? Reason { get; init; }

    public IReadOnlyList<ScriptedError> Errors { get; init; } = [];

    [JsonIgnore]
    public bool IsRun => Outcome is not (JobState.Skipped or JobState.Missed);
}

/// <summary>A number from one to another, both included.</summary>
internal readonly record struct Range(long Least, long Most);

/// <summary>A row of a report's error list.</summary>
internal sealed record ScriptedError(string Path, string Message, int Code);

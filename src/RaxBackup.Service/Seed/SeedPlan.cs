using System;
using System.Collections.Generic;
using RaxBackup.Service.Feeds;
using RaxBackup.Service.Simulation;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Seed;

/// <summary>What a service begins with. Times that the file tells relatively have become absolute by the start that they were read for.</summary>
internal sealed record SeedPlan
{
    /// <summary>No seed at all: this machine's agent and the service's own user.</summary>
    public static readonly SeedPlan Empty = new();

    /// <summary>The tenant of the service's own user; null: made up.</summary>
    public string? Tenant { get; init; }

    /// <summary>Where the clock stands still at first; null: it is the real one.</summary>
    public DateTimeOffset? Clock { get; init; }

    /// <summary>Where chance begins.</summary>
    public int Random { get; init; } = 1;

    public IReadOnlyList<SeedUser> Users { get; init; } = [];

    /// <summary>How many agents each tenant has that back up this machine too.</summary>
    public int FurtherAgents { get; init; }

    /// <summary>Configurations of this machine's first agent.</summary>
    public IReadOnlyList<SeedConfiguration> OwnConfigurations { get; init; } = [];

    public IReadOnlyList<SeedAgent> Agents { get; init; } = [];

    public IReadOnlyList<SeedEvents> Events { get; init; } = [];

    /// <summary>How many events are made up, for which tenant (null: the own), and in which regions.</summary>
    public (int Count, string? Tenant, IReadOnlyList<string> Regions) GeneratedEvents { get; init; }

    /// <summary>Tells this world from others; null where the seed has users and further agents alone, which every start takes anew.</summary>
    public string? Fingerprint { get; init; }
}

/// <summary>Someone who may log in.</summary>
internal sealed record SeedUser(string Name, string? Tenant, Role Role)
{
    public string? ApiKey { get; init; }
    public string? Password { get; init; }
    public string? Passcode { get; init; }
}

/// <summary>A simulated agent. The machine's tenant is empty where it is the service's own.</summary>
internal sealed record SeedAgent(AgentRow Machine, AgentScript Script)
{
    public bool IsDisabled { get; init; }
    public IReadOnlyList<SeedConfiguration> Configurations { get; init; } = [];
}

/// <summary>A configuration with what has been backed up by it, oldest first.</summary>
internal sealed record SeedConfiguration(NewConfiguration Settings)
{
    public IReadOnlyList<PastJob> Backups { get; init; } = [];

    /// <summary>So many days of backups by the schedule and the agent's script.</summary>
    public int HistoryDays { get; init; }
}

/// <summary>A job that has ended; a backup may have been restored since.</summary>
internal sealed record PastJob(DateTimeOffset Ended, RunScript Run)
{
    public IReadOnlyList<PastRestore> Restores { get; init; } = [];
}

/// <summary>A restore that has ended, onto the agent that made the backup.</summary>
internal sealed record PastRestore(string Destination, PastJob Job);

/// <summary>Entries for a feed, all of one time.</summary>
internal sealed record SeedEvents(string Feed, string Region, string? Tenant, DateTimeOffset At, IReadOnlyList<Func<FeedName, DateTimeOffset, WireEntry>> Made);

namespace RaxBackup.Service.State;

/// <summary>What came of the backups that ended on one day (UTC), of one agent or of all.</summary>
internal sealed class DayRow
{
    public long MachineAgentId { get; init; }

    /// <summary>Days since 1970.</summary>
    public long Day { get; init; }
    public long Completed { get; init; }
    public long WithErrors { get; init; }
    public long Failed { get; init; }
    public long Missed { get; init; }

    /// <summary>Stopped on request, or skipped.</summary>
    public long Stopped { get; init; }

    /// <summary>Bytes brought into vaults, and those of them that are kept.</summary>
    public long BytesIn { get; init; }
    public long BytesKept { get; init; }

    /// <summary>Bytes that restores brought back.</summary>
    public long BytesOut { get; init; }
}

/// <summary>An agent of whatever tenant, in short.</summary>
internal sealed class AgentSummary
{
    public long MachineAgentId { get; init; }
    public string TenantId { get; init; } = "";
    public string Region { get; init; } = "";
    public string MachineName { get; init; } = "";
    public string OperatingSystem { get; init; } = "";
    public bool IsDisabled { get; init; }
    public bool IsEncrypted { get; init; }
    public long Configurations { get; init; }
    public long? LastSuccess { get; init; }
}

/// <summary>A job that waits or runs.</summary>
internal sealed class UnfinishedRow
{
    public JobKind Kind { get; init; }
    public long Id { get; init; }
    public long MachineAgentId { get; init; }
    public string MachineName { get; init; } = "";
    public string ConfigurationName { get; init; } = "";
    public JobState State { get; init; }
    public long Since { get; init; }

    public JobKey Key => new(Kind, Id);
}

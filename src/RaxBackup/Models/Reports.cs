using System;

namespace RaxBackup;

/// <summary>What a backup did (operation Get a backup report).</summary>
public class BackupReport : IRegional
{
    /// <summary>The backup's id.</summary>
    public long BackupId { get; set; }
    /// <summary>The configuration that it was a run of.</summary>
    public long? BackupConfigurationId { get; set; }
    /// <summary>Name of the configuration.</summary>
    public string? BackupConfigurationName { get; set; }
    /// <summary>Whether the configuration is deleted by now.</summary>
    public bool? BackupConfigurationIsDeleted { get; set; }
    /// <summary>Name of the machine.</summary>
    public string? ComputerName { get; set; }
    /// <summary>The agent that made it.</summary>
    public long? MachineAgentId { get; set; }
    /// <summary>The region of the service that this was read from.</summary>
    public string? Region { get; set; }
    /// <summary>How it ended.</summary>
    public JobState State { get; set; } = JobState.Unknown;
    /// <summary>The state as the service spelt it.</summary>
    public string? StateText { get; set; }
    /// <summary>Whether it can be restored.</summary>
    public bool? CanRestore { get; set; }
    /// <summary>When it began (UTC).</summary>
    public DateTimeOffset? StartTime { get; set; }
    /// <summary>When it ended (UTC).</summary>
    public DateTimeOffset? CompletedTime { get; set; }
    /// <summary>How long it took.</summary>
    public TimeSpan? Duration { get; set; }
    /// <summary>Files looked at.</summary>
    public long? FilesSearched { get; set; }
    /// <summary>Bytes looked at, as exact as the service's text.</summary>
    public long? BytesSearched { get; set; }
    /// <summary>The service's own text, such as <c>3.7 GB</c>.</summary>
    public string? BytesSearchedText { get; set; }
    /// <summary>Files stored anew because they were new or had changed.</summary>
    public long? FilesBackedUp { get; set; }
    /// <summary>Bytes of those files, as exact as the service's text.</summary>
    public long? BytesBackedUp { get; set; }
    /// <summary>The service's own text, such as <c>178.1 MB</c>.</summary>
    public string? BytesBackedUpText { get; set; }
    /// <summary>Number of errors.</summary>
    public long? NumErrors { get; set; }
    /// <summary>Why it ended so, in the service's words.</summary>
    public string? Reason { get; set; }
    /// <summary>More about it, in the service's words.</summary>
    public string? Diagnostics { get; set; }
    /// <summary>Id of the snapshot that was read, where one was made.</summary>
    public string? SnapshotId { get; set; }
    /// <summary>Data center, where the service tells.</summary>
    public string? Datacenter { get; set; }
    /// <summary>One entry for each thing that went wrong.</summary>
    public ReportError[] ErrorList { get; set; } = Array.Empty<ReportError>();
}

/// <summary>What a restore did (operation Get a restore report).</summary>
public class RestoreReport : IRegional
{
    /// <summary>The restore's id (it stands in the request, not in the answer).</summary>
    public long RestoreId { get; set; }
    /// <summary>Id of the backup's report.</summary>
    public long? BackupReportId { get; set; }
    /// <summary>The configuration that the backup was a run of.</summary>
    public long? BackupConfigurationId { get; set; }
    /// <summary>Name of the configuration.</summary>
    public string? BackupConfigurationName { get; set; }
    /// <summary>The region of the service that this was read from.</summary>
    public string? Region { get; set; }
    /// <summary>When the backup was made (UTC).</summary>
    public DateTimeOffset? RestorePoint { get; set; }
    /// <summary>When the restore began (UTC).</summary>
    public DateTimeOffset? StartTime { get; set; }
    /// <summary>When it ended (UTC).</summary>
    public DateTimeOffset? CompletedTime { get; set; }
    /// <summary>How long it took.</summary>
    public TimeSpan? Duration { get; set; }
    /// <summary>Machine that made the backup.</summary>
    public string? OriginatingComputerName { get; set; }
    /// <summary>How it ended.</summary>
    public JobState State { get; set; } = JobState.Unknown;
    /// <summary>The state as the service spelt it.</summary>
    public string? StateText { get; set; }
    /// <summary>Files restored.</summary>
    public long? NumFilesRestored { get; set; }
    /// <summary>Bytes restored, as exact as the service's text.</summary>
    public long? NumBytesRestored { get; set; }
    /// <summary>The service's own text, such as <c>18 MB</c>.</summary>
    public string? NumBytesRestoredText { get; set; }
    /// <summary>Machine that the files went to.</summary>
    public string? RestoreDestination { get; set; }
    /// <summary>Agent of that machine.</summary>
    public long? RestoreDestinationMachineId { get; set; }
    /// <summary>Number of errors.</summary>
    public long? NumErrors { get; set; }
    /// <summary>Why it ended so, in the service's words.</summary>
    public string? Reason { get; set; }
    /// <summary>More about it, in the service's words.</summary>
    public string? Diagnostics { get; set; }
    /// <summary>One entry for each thing that went wrong.</summary>
    public ReportError[] ErrorList { get; set; } = Array.Empty<ReportError>();
}

/// <summary>One thing that went wrong in a backup or restore.</summary>
public class ReportError
{
    /// <summary>Id of the report.</summary>
    public long? BackupReportID { get; set; }
    /// <summary>Place in the agent's own list.</summary>
    public long? ListIndex { get; set; }
    /// <summary>Kind of error, by the agent's number.</summary>
    public int? ErrorType { get; set; }
    /// <summary>The kind in words.</summary>
    public string? ErrorDesc { get; set; }
    /// <summary>What happened.</summary>
    public string? ExceptionDesc { get; set; }
    /// <summary>What happened, in the agent's full words.</summary>
    public string? ExceptionDetails { get; set; }
    /// <summary>The agent's number for it.</summary>
    public long? ExceptionCode { get; set; }
    /// <summary>The file or folder that it happened to.</summary>
    public string? Path { get; set; }
    /// <summary>Path and what happened.</summary>
    public override string ToString() => $"{Path}: {ExceptionDesc ?? ErrorDesc}";
}

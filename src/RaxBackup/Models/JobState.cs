namespace RaxBackup;

/// <summary>
/// State of a backup, restore or activity. The numbers 0 to 9 are RestoreStateId's own; the others are states that only backups have.
/// </summary>
public enum JobState
{
    /// <summary>Being put together; not started (restores).</summary>
    Creating = 0,
    /// <summary>Waits for the agent.</summary>
    Queued = 1,
    /// <summary>Runs.</summary>
    InProgress = 2,
    /// <summary>Ended well.</summary>
    Completed = 3,
    /// <summary>Ended because somebody stopped it.</summary>
    Stopped = 4,
    /// <summary>Ended without its work done.</summary>
    Failed = 5,
    /// <summary>The start has been asked for.</summary>
    StartRequested = 6,
    /// <summary>The stop has been asked for.</summary>
    StopRequested = 7,
    /// <summary>Ended, with errors on some files: see the report.</summary>
    CompletedWithErrors = 8,
    /// <summary>The agent makes ready.</summary>
    Preparing = 9,
    /// <summary>Left out this time.</summary>
    Skipped = 10,
    /// <summary>Its time passed while the agent was away.</summary>
    Missed = 11,
    /// <summary>The schedule has asked for the start.</summary>
    StartScheduled = 12,
    /// <summary>Not told (the wire's "Not Available"), or a word not known here; see the text property.</summary>
    Unknown = -1,
}

namespace RaxBackup.Service.State;

/// <summary>How far a job is. The numbers are RestoreStateId's own; backups use the words.</summary>
internal enum JobState
{
    Creating = 0,
    Queued = 1,
    InProgress = 2,
    Completed = 3,
    Stopped = 4,
    Failed = 5,
    StartRequested = 6,
    StopRequested = 7,
    CompletedWithErrors = 8,
    Preparing = 9,
    // The reference has words for these, and no numbers.
    Skipped = 10,
    Missed = 11,
}

/// <summary>What the states mean to the rules.</summary>
internal static class JobStates
{
    /// <summary>SQL lists, for conditions that must hold in the same statement as a change.</summary>
    public const string Waiting = "(1, 6)";
    public const string Running = "(2, 9)";
    public const string Restorable = "(3, 8)";
    public const string Unfinished = "(1, 2, 6, 7, 9)";

    public static bool IsOver(this JobState state) =>
        state is not (JobState.Creating or JobState.Queued or JobState.InProgress or JobState.StartRequested or JobState.StopRequested or JobState.Preparing);

    public static bool IsRestorable(this JobState state) => state is JobState.Completed or JobState.CompletedWithErrors;
}

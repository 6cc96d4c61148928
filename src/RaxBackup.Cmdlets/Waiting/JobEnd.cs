namespace RaxBackup.Cmdlets;

/// <summary>What the end of a job means to whom waited for it: nothing, a warning, or an error.</summary>
internal sealed record JobEnd(string? Warning, RaxBackupException? Failure)
{
    /// <summary>Nothing to say.</summary>
    public static readonly JobEnd Good = new(null, null);

    /// <summary>Of a backup; <paramref name="why"/> is what its report says, where it failed and the report could be read.</summary>
    public static JobEnd Of(Backup backup, string? why)
    {
        var job = $"Backup {backup.BackupId} of '{backup.BackupConfigurationName}' on {backup.MachineName}";
        var report = $"Get-RaxBackupReport -BackupId {backup.BackupId} tells more.";
        return backup.State switch
        {
            JobState.Completed => Good,
            JobState.CompletedWithErrors => new($"{Text.CompletedWithErrors(job)} {report}", null),
            JobState.Stopped => Bad(nameof(Text.BackupStopped), Text.BackupStopped(job), report, backup),
            JobState.Skipped => Bad(nameof(Text.BackupSkipped), Text.BackupSkipped(job), report, backup),
            JobState.Missed => Bad(nameof(Text.BackupMissed), Text.BackupMissed(job), report, backup),
            _ => Bad(nameof(Text.BackupFailed), Text.BackupFailed(job, why), report, backup),
        };
    }

    /// <inheritdoc cref="Of(Backup, string?)" />
    public static JobEnd Of(Restore restore, string? why)
    {
        var job = $"Restore {restore.RestoreId} of backup {restore.BackupId} to {restore.DestinationMachineName}:{restore.DestinationPath}";
        var report = $"Get-RaxRestoreReport -RestoreId {restore.RestoreId} tells more.";
        return restore.State switch
        {
            JobState.Completed => Good,
            JobState.CompletedWithErrors => new($"{Text.CompletedWithErrors(job)} {report}", null),
            JobState.Stopped => Bad(nameof(Text.RestoreStopped), Text.RestoreStopped(job), report, restore),
            _ => Bad(nameof(Text.RestoreFailed), Text.RestoreFailed(job, why), report, restore),
        };
    }

    private static JobEnd Bad(string errorId, string message, string report, object job) =>
        new(null, new RaxBackupException(FailureKind.JobFailed, errorId, message) { Target = job, RecommendedAction = report });
}

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace RaxBackup.Service.Engines;

/// <summary>
/// Where backups lie: reads files of this machine into its store and writes them back. Knows nothing of HTTP, states or schedules.
/// A file that cannot be read or written is an error of the outcome, never an exception; <see cref="EngineException"/> means that
/// the job as a whole cannot go on (store full, store damaged, no such backup). Cancelling ends with OperationCanceledException,
/// leaves nothing half under its real name, and keeps what was stored for the next run.
/// </summary>
internal interface IBackupEngine
{
    /// <summary>Stores everything included and not excluded under the job's backup id; visible to restores only once it is whole.</summary>
    Task<BackupOutcome> BackupAsync(BackupJob job, IProgress<JobProgress> progress, CancellationToken stop);

    /// <summary>Writes a backup's files below the destination, each to a temporary name first, every block verified.</summary>
    Task<RestoreOutcome> RestoreAsync(RestoreJob job, IProgress<JobProgress> progress, CancellationToken stop);

    /// <summary>Ids of the whole backups in the store, ascending.</summary>
    Task<IReadOnlyList<long>> ListAsync(CancellationToken stop);

    /// <summary>Forgets a backup; its blocks go once nothing else uses them. No error where there is none.</summary>
    Task ForgetAsync(long backupId, CancellationToken stop);

    /// <summary>Bytes that the store takes on disk.</summary>
    Task<long> StoredBytesAsync(CancellationToken stop);
}

/// <summary>A path to take or to leave out; a folder stands for all below it.</summary>
internal sealed record PathRule(string Path, bool IsFolder);

/// <summary>What to back up. Only a backup of the same configuration is looked at to find out what has not changed.</summary>
internal sealed record BackupJob(long BackupId, long ConfigurationId, IReadOnlyList<PathRule> Inclusions, IReadOnlyList<PathRule> Exclusions);

/// <summary>
/// What to restore; no inclusion means everything. A file's full path is made anew below <paramref name="DestinationPath"/>,
/// so that "/" puts it back where it was. Without <paramref name="Overwrite"/> a file that exists is left alone and is no error.
/// </summary>
internal sealed record RestoreJob(
    long BackupId, string DestinationPath, bool Overwrite, IReadOnlyList<PathRule> Inclusions, IReadOnlyList<PathRule> Exclusions);

/// <summary>How far a job is; totals are null until they are known.</summary>
internal readonly record struct JobProgress(long FilesDone, long BytesDone, long? FilesTotal, long? BytesTotal);

/// <summary>One thing that went wrong with one path: the platform's error number (errno or HResult) and its words.</summary>
internal sealed record JobError(string Path, int Code, string Message);

/// <summary>What a backup did: searched = all looked at; backed up = new or changed files; stored = bytes added to the store.</summary>
internal sealed record BackupOutcome(
    long FilesSearched, long BytesSearched, long FilesBackedUp, long BytesBackedUp, long BytesStored, IReadOnlyList<JobError> Errors);

/// <summary>What a restore did.</summary>
internal sealed record RestoreOutcome(long FilesRestored, long BytesRestored, long FilesSkipped, IReadOnlyList<JobError> Errors);

/// <summary>A job cannot go on as a whole.</summary>
internal sealed class EngineException(EngineFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public EngineFailure Failure { get; } = failure;
}

/// <summary>Why a job as a whole cannot go on.</summary>
internal enum EngineFailure
{
    /// <summary>The store's disk is full.</summary>
    StoreFull,
    /// <summary>The store cannot be read or written.</summary>
    StoreUnavailable,
    /// <summary>The backup's manifest is damaged.</summary>
    ManifestDamaged,
    /// <summary>There is no such backup.</summary>
    NoSuchBackup,
    /// <summary>Nothing that was to be backed up exists.</summary>
    NothingToBackUp,
    /// <summary>The destination cannot be used.</summary>
    DestinationUnusable,
}

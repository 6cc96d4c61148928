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

    /// <summary>Forgets everything: all backups, and all agents' keys. Waits for the jobs that run.</summary>
    Task ClearAsync(CancellationToken stop);

    /// <summary>
    /// Gives an agent a data key of its own, which only the passphrase opens; its backups are encrypted once their jobs say so. On an
    /// agent that has one: AlreadyEncrypted; but where the copy for unattended backups was lost and the passphrase is right, the copy
    /// is made again. WrongPassphrase where it is not right, or empty. The caller wipes the passphrase.
    /// </summary>
    Task EnableEncryptionAsync(string agentKey, ReadOnlyMemory<byte> passphrase, CancellationToken stop);

    /// <summary>
    /// From now on only the next passphrase opens the agent's data key; the data key stays, so that no backup is touched. Also makes
    /// the copy for unattended backups again where it was lost. WrongPassphrase where the current one is wrong or the next one empty.
    /// </summary>
    Task ChangePassphraseAsync(string agentKey, ReadOnlyMemory<byte> current, ReadOnlyMemory<byte> next, CancellationToken stop);

    /// <summary>Whether the passphrase is the agent's: WrongPassphrase where not. Changes nothing.</summary>
    Task VerifyPassphraseAsync(string agentKey, ReadOnlyMemory<byte> passphrase, CancellationToken stop);

    /// <summary>Bytes that the store takes on disk.</summary>
    Task<long> StoredBytesAsync(CancellationToken stop);
}

/// <summary>A path to take or to leave out; a folder stands for all below it.</summary>
internal sealed record PathRule(string Path, bool IsFolder);

/// <summary>
/// What to back up. Only a backup of the same configuration is looked at to find out what has not changed.
/// <paramref name="EncryptFor"/> is the agent (its id as text) whose data key encrypts all of it; null: not encrypted.
/// </summary>
internal sealed record BackupJob(
    long BackupId, long ConfigurationId, IReadOnlyList<PathRule> Inclusions, IReadOnlyList<PathRule> Exclusions, string? EncryptFor = null);

/// <summary>
/// What to restore; no inclusion means everything. A file's full path is made anew below <paramref name="DestinationPath"/>,
/// so that "/" puts it back where it was. Without <paramref name="Overwrite"/> a file that exists is left alone and is no error.
/// The passphrase (empty: none; the caller wipes it) is needed for an encrypted backup, else WrongPassphrase; for others it is ignored.
/// </summary>
internal sealed record RestoreJob(
    long BackupId, string DestinationPath, bool Overwrite, IReadOnlyList<PathRule> Inclusions, IReadOnlyList<PathRule> Exclusions,
    ReadOnlyMemory<byte> Passphrase = default);

/// <summary>How far a job is; totals are null until they are known.</summary>
internal readonly record struct JobProgress(long FilesDone, long BytesDone, long? FilesTotal, long? BytesTotal);

/// <summary>One thing that went wrong with one path: the platform's error number (errno or HResult) and its words.</summary>
internal sealed record JobError(string Path, int Code, string Message);

/// <summary>What a backup did: searched = all looked at; backed up = new or changed files; stored = bytes added to the store.</summary>
internal sealed record BackupOutcome(
    long FilesSearched, long BytesSearched, long FilesBackedUp, long BytesBackedUp, long BytesStored, IReadOnlyList<JobError> Errors);

/// <summary>What a restore did.</summary>
internal sealed record RestoreOutcome(long FilesRestored, long BytesRestored, long FilesSkipped, IReadOnlyList<JobError> Errors);

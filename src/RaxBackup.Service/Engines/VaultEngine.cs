using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;
using RaxBackup.Service.Engines.Vault;

namespace RaxBackup.Service.Engines;

/// <summary>
/// The built-in engine: content-addressed blocks in pack files, a manifest for each backup, in one folder that is its owner's alone.
/// One backup at a time (a second one waits), any number of restores beside it; forgetting waits for both. One process at a time:
/// a second one is refused. Nothing that a kill can leave behind is ever taken for whole.
/// </summary>
/// <remarks>
/// Kept of a file: contents, mode, time of last change to the nanosecond, owner (given back by root only), a link's target. Not kept:
/// extended attributes, access lists, that two names were one file (both come back as files of their own), holes (long runs of zeros
/// come back as holes). Sockets, pipes and devices hold no data and are left out. A restore leaves it to the system when the restored
/// files reach the disk itself, as cp and tar do; what is in the vault is on the disk before a backup counts as made. Whoever can swap
/// folders for links below the destination at the very moment of a restore can win that race: links are looked at, not locked.
/// </remarks>
internal sealed class VaultEngine : IBackupEngine, IDisposable
{
    internal const string TemporaryEnding = ".tmp";
    private const int SharingViolation = unchecked((int)0x80070020);

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly Disk _disk;
    private readonly SafeFileHandle _lock;
    private readonly PackFolder _packs;
    private readonly ManifestFolder _manifests;
    private readonly VaultGate _gate = new();
    private readonly Lazy<BlockIndex> _index;
    private readonly AgentKeys _keys;
    private readonly string _keyFolder;
    private readonly SweepMark _unswept;
    private readonly CancellationTokenSource _end = new();

    /// <summary>Opens the vault, making it where it is missing; EngineException where it cannot be used or is in use.</summary>
    public VaultEngine(string folder, TimeProvider time)
        : this(folder, time, new Disk())
    {
    }

    internal VaultEngine(string folder, TimeProvider time, Disk disk)
    {
        (_folder, _time, _disk) = (Path.GetFullPath(folder), time, disk);
        try
        {
            disk.CreateFolder(_folder);
            _lock = Lock();
            _packs = new(Part("packs"), disk);
            _manifests = new(Part("manifests"), disk);
            _keyFolder = Path.Combine(Path.GetDirectoryName(_folder) ?? _folder, "keys");
            _keys = new(Part("keys"), _keyFolder, disk);
            DeleteTemporary(_keyFolder);
            _unswept = new(Path.Combine(_folder, "unswept"), disk);
            // A failure must not be remembered: the next job tries again.
            _index = new(_packs.ReadIndex, LazyThreadSafetyMode.PublicationOnly);
        }
        catch (Exception failure) when (DiskException.IsDisk(failure))
        {
            _lock?.Dispose();
            throw new EngineException(EngineFailure.StoreUnavailable, $"The vault {_folder} cannot be opened: {failure.Message}", failure);
        }
    }

    /// <summary>Ends when what backups before the last one had left behind has been swept, or could not be.</summary>
    internal Task Swept { get; private set; } = Task.CompletedTask;

    /// <inheritdoc/>
    public Task<BackupOutcome> BackupAsync(BackupJob job, IProgress<JobProgress> progress, CancellationToken stop) =>
        Go(_gate.BackupAsync, stop, () =>
        {
            using var key = job.EncryptFor is null ? null : _keys.ForBackup(job.EncryptFor);
            var unswept = _unswept.Set();
            var outcome = new BackupRun(job, _packs, _manifests, _index.Value, _disk, new(progress, _time), new(_folder, _keyFolder), key)
                .Run(_time.GetUtcNow(), stop);
            EndUnswept(unswept);
            return outcome;
        });

    /// <inheritdoc/>
    public Task<RestoreOutcome> RestoreAsync(RestoreJob job, IProgress<JobProgress> progress, CancellationToken stop) =>
        Go(_gate.RestoreAsync, stop, () =>
        {
            var manifest = _manifests.Find(job.BackupId);
            using var key = ManifestFolder.SealOf(manifest) is { } seal ? _keys.ForRestore(seal, job.Passphrase.Span) : null;
            return new RestoreRun(job, _packs, manifest, _index.Value, _disk, new(progress, _time), key, stop).Run();
        });

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ListAsync(CancellationToken stop) =>
        Task.Run(() => Guard<IReadOnlyList<long>>(() => [.. _manifests.Backups()]), stop);

    /// <inheritdoc/>
    public Task ForgetAsync(long backupId, CancellationToken stop) => Go(_gate.ForgetAsync, stop, () =>
    {
        _unswept.Set();
        _manifests.Delete(backupId);
        if (Reclaim(stop))
        {
            _unswept.Clear();
        }
        return true;
    });

    /// <inheritdoc/>
    public Task ClearAsync(CancellationToken stop) => Go(_gate.ForgetAsync, stop, () =>
    {
        // Manifests first: what is left of a vault that is cut off here is blocks that nothing needs.
        _manifests.DeleteAll();
        _packs.DeleteAll(_index.Value);
        _keys.DeleteAll();
        return true;
    });

    /// <inheritdoc/>
    public Task<long> StoredBytesAsync(CancellationToken stop) => Task.Run(() => Guard(() =>
        new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Exists ? file.Length : 0)), stop);

    /// <inheritdoc/>
    public Task EnableEncryptionAsync(string agentKey, ReadOnlyMemory<byte> passphrase, CancellationToken stop) =>
        Keys(() => _keys.Enable(agentKey, passphrase.Span), stop);

    /// <inheritdoc/>
    public Task ChangePassphraseAsync(string agentKey, ReadOnlyMemory<byte> current, ReadOnlyMemory<byte> next, CancellationToken stop) =>
        Keys(() => _keys.Change(agentKey, current.Span, next.Span), stop);

    /// <inheritdoc/>
    public Task VerifyPassphraseAsync(string agentKey, ReadOnlyMemory<byte> passphrase, CancellationToken stop) =>
        Keys(() => _keys.Verify(agentKey, passphrase.Span), stop);

    /// <summary>Lets another process have the vault. Jobs must be over.</summary>
    public void Dispose()
    {
        _end.Cancel();
        Swept.Wait();
        _lock.Dispose();
        _gate.Dispose();
        _end.Dispose();
    }

    // What an interrupted backup has stored is kept for the next one, which stores none of it again. Once a backup is whole, what is
    // of no use yet has had its chance. That backup's end does not wait for the sweep.
    private void EndUnswept(bool unswept)
    {
        if (unswept)
        {
            Swept = SweepAsync();
        }
        else
        {
            _unswept.Clear();
        }
    }

    // Restores go on meanwhile: what they read is named by a manifest.
    private async Task SweepAsync()
    {
        try
        {
            await Go(_gate.BackupAsync, _end.Token, () =>
            {
                if (_unswept.Stands && Reclaim(_end.Token))
                {
                    _unswept.Clear();
                }
                return true;
            });
        }
        catch (Exception left) when (left is EngineException or OperationCanceledException)
        {
            // The mark stands: the next whole backup tries again.
        }
    }

    // Deletes packs that no manifest needs. A manifest that cannot be read (its agent's key may be lost) needs who knows what: then
    // nothing is deleted, and the answer is false.
    private bool Reclaim(CancellationToken stop)
    {
        var live = new HashSet<int>();
        try
        {
            foreach (var name in _manifests.All())
            {
                using var key = ManifestFolder.SealOf(name) is { } seal ? _keys.ForBackup(seal.Agent) : null;
                using var manifest = new ManifestReader(name, key);
                foreach (var entry in manifest.Entries())
                {
                    stop.ThrowIfCancellationRequested();
                    live.UnionWith(entry.Blocks.Select(id => _index.Value.PackOf(id)));
                }
            }
        }
        catch (EngineException)
        {
            return false;
        }
        _packs.DeleteAllBut(live, _index.Value);
        return true;
    }

    // Jobs read and write without waiting for anything but the disk: a thread of their own leaves the pool to the service's requests.
    private async Task<T> Go<T>(Func<CancellationToken, Task<IDisposable>> gate, CancellationToken stop, Func<T> job)
    {
        using var pass = await gate(stop);
        return await Task.Factory.StartNew(() => Guard(job), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private Task Keys(Action change, CancellationToken stop) => Task.Run(
        () => Guard(() =>
        {
            change();
            return true;
        }), stop);

    private T Guard<T>(Func<T> job)
    {
        try
        {
            return job();
        }
        catch (Exception failure) when (DiskException.IsFull(failure))
        {
            throw new EngineException(EngineFailure.StoreFull, $"The disk of the vault {_folder} is full.", failure);
        }
        catch (Exception failure) when (DiskException.IsDisk(failure))
        {
            throw new EngineException(EngineFailure.StoreUnavailable, $"The vault {_folder} cannot be read or written: {failure.Message}", failure);
        }
    }

    private SafeFileHandle Lock()
    {
        try
        {
            return File.OpenHandle(Path.Combine(_folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (failure.HResult is DiskException.EAGAIN or SharingViolation)
        {
            throw new EngineException(EngineFailure.StoreUnavailable, $"The vault {_folder} is in use by another process.", failure);
        }
    }

    private string Part(string name)
    {
        var path = Path.Combine(_folder, name);
        _disk.CreateFolder(path);
        DeleteTemporary(path);
        return path;
    }

    // Nothing else of ours works beside this engine: what has a temporary name was left by a kill.
    private void DeleteTemporary(string folder)
    {
        if (Directory.Exists(folder))
        {
            foreach (var left in Directory.EnumerateFiles(folder, "*" + TemporaryEnding))
            {
                _disk.Discard(left);
            }
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>One backup from the first folder to the manifest.</summary>
internal sealed class BackupRun(
    BackupJob job, PackFolder packs, ManifestFolder manifests, BlockIndex index, Disk disk, ProgressMeter meter, OwnFolders own, DataKey? key)
{
    private const int MostPending = 1024;

    private readonly ErrorList _errors = new();
    private readonly Queue<PendingFile> _pending = [];
    private long _files;
    private long _bytes;
    private long _changedFiles;
    private long _changedBytes;

    public BackupOutcome Run(DateTimeOffset now, CancellationToken stop)
    {
        var scope = BackupScope.Of(job, _errors);
        using var prior = new PriorBackup(manifests.OpenLast(job.ConfigurationId, key), index);
        using var blocks = new BlockWriter(packs, index, disk);
        using var counting = Count(scope, prior, stop);
        using var manifest = manifests.Create(job, now, key);
        using var line = new BlockLine(blocks, key, stop);
        try
        {
            var intake = new FileIntake(line, disk, _errors, meter, key);
            foreach (var found in Walker(scope, _errors).Walk(line.Stopping))
            {
                line.Stopping.ThrowIfCancellationRequested();
                Take(found, prior, intake);
                Write(manifest, MostPending, line.Stopping);
            }
            Write(manifest, 0, line.Stopping);
            line.Finish();
        }
        catch (OperationCanceledException)
        {
            line.ThrowIfFailed();
            throw;
        }
        blocks.Complete();
        stop.ThrowIfCancellationRequested();
        var stored = blocks.Stored + manifest.Commit();
        meter.End();
        return new(_files, _bytes, _changedFiles, _changedBytes, stored, _errors.ToList());
    }

    private SourceWalker Walker(BackupScope scope, ErrorList errors) => new(scope, errors, own);

    // The totals: those of the backup before are near enough; without one, a walk beside the work finds out.
    private CountPass? Count(BackupScope scope, PriorBackup prior, CancellationToken stop)
    {
        if (prior.Totals is { } totals)
        {
            meter.Total(totals.Files, totals.Bytes);
            return null;
        }
        return new CountPass(Walker(scope, new ErrorList()), meter, stop);
    }

    private void Take(SourceEntry found, PriorBackup prior, FileIntake intake)
    {
        var earlier = prior.Find(found.Path);
        switch (found.Facts.Kind)
        {
            case FileKind.Folder:
                Add(new(found.IsAncestor ? EntryKind.Ancestor : EntryKind.Folder, found.Path, found.Facts, null, []));
                break;
            case FileKind.Link:
                TakeLink(found, earlier);
                break;
            case FileKind.File when prior.Holds(earlier, found.Facts):
                Searched(found.Facts.Size, changed: false);
                meter.FileDone(found.Facts.Size);
                Add(new(EntryKind.File, found.Path, found.Facts, null, earlier!.Blocks));
                break;
            default:
                var file = intake.Read(found);
                Searched(file.Found.Facts.Size, changed: !file.Failed);
                meter.FileDone();
                _pending.Enqueue(file);
                break;
        }
    }

    private void TakeLink(SourceEntry found, ManifestEntry? earlier)
    {
        try
        {
            var target = new FileInfo(found.Path).LinkTarget ?? throw DiskException.NotFound(found.Path);
            if (target.Contains('\uFFFD'))
            {
                throw new DiskException(found.Path, DiskException.EILSEQ, "The link's target is not valid UTF-8");
            }
            Searched(0, changed: earlier?.Target != target);
            Add(new(EntryKind.Link, found.Path, found.Facts, target, []));
        }
        catch (Exception failure) when (DiskException.IsDisk(failure))
        {
            Searched(0, changed: false);
            _errors.Add(DiskException.Error(found.Path, failure));
        }
        meter.FileDone();
    }

    private void Add(ManifestEntry entry)
    {
        var whole = new PendingFile(entry);
        whole.ReadWhole(entry.Facts.Size);
        _pending.Enqueue(whole);
    }

    private void Searched(long size, bool changed)
    {
        _files++;
        _bytes += size;
        _changedFiles += changed ? 1 : 0;
        _changedBytes += changed ? size : 0;
    }

    // Entries go into the manifest in walking order, each once its blocks are stored.
    private void Write(ManifestWriter manifest, int leave, CancellationToken stop)
    {
        while (_pending.TryPeek(out var first) && (first.IsWhole || _pending.Count > leave))
        {
            first.Wait(stop);
            _pending.Dequeue();
            if (!first.Failed)
            {
                manifest.Add(first.Stored);
            }
        }
    }
}

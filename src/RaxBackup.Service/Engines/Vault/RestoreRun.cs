using System;
using System.Collections;
using System.Collections.Generic;
using System.Threading;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// One restore, three times through the manifest: first all of it is verified and counted, so that a damaged one changes nothing;
/// then files are written; last links and, as each folder is left for good, its owner, mode and time. Links come after the files,
/// so that no file ever goes through a link that this restore made.
/// </summary>
internal sealed class RestoreRun(
    RestoreJob job, PackFolder packs, ManifestName name, BlockIndex index, Disk disk, ProgressMeter meter, DataKey? key, CancellationToken stop)
{
    private readonly ErrorList _errors = new();
    private readonly RestoreSelection _selection = new(job);

    public RestoreOutcome Run()
    {
        var (entries, windows) = Verify();
        var destination = Destination.Open(job.DestinationPath, windows);
        var made = new BitArray(entries);
        var outlet = new FileOutlet(job, disk, _errors, meter, stop);
        try
        {
            WriteFiles(destination, made, outlet);
            Finish(destination, made, outlet);
        }
        catch (Exception failure) when (DiskException.IsFull(failure))
        {
            throw Destination.Unusable(job.DestinationPath, "its disk is full", failure);
        }
        meter.End();
        return outlet.Outcome;
    }

    private (int Entries, bool Windows) Verify()
    {
        using var manifest = new ManifestReader(name, key);
        var (entries, files, bytes) = (0, 0L, 0L);
        foreach (var entry in manifest.Entries())
        {
            stop.ThrowIfCancellationRequested();
            entries++;
            if (_selection.Takes(entry) && entry.Counts)
            {
                files++;
                bytes += entry.Facts.Size;
            }
        }
        foreach (var missing in _selection.Missing())
        {
            _errors.Add(missing);
        }
        meter.Total(files, bytes);
        return (entries, manifest.Header.Windows);
    }

    private void WriteFiles(Destination destination, BitArray made, FileOutlet outlet)
    {
        using var line = new WorkLine<(ManifestEntry Entry, string Target)>(64, waiting => Write(waiting, outlet), stop);
        var trail = new FolderTrail(destination, disk, made, _ => { });
        try
        {
            Go(destination, trail, EntryKind.File, tellFolders: true, (entry, target) => line.Add((entry, target)));
        }
        catch (OperationCanceledException)
        {
            line.ThrowIfFailed();
            throw;
        }
        line.Finish();
    }

    private void Finish(Destination destination, BitArray made, FileOutlet outlet)
    {
        var trail = new FolderTrail(destination, disk, made, level => Stamp(level, made));
        Go(destination, trail, EntryKind.Link, tellFolders: false, (entry, target) => outlet.Restore(entry, target, null));
        trail.Leave();
    }

    private void Write(IEnumerable<(ManifestEntry Entry, string Target)> waiting, FileOutlet outlet)
    {
        using var blocks = new BlockReader(packs, index, key);
        foreach (var (entry, target) in waiting)
        {
            outlet.Restore(entry, target, blocks);
        }
    }

    private void Go(Destination destination, FolderTrail trail, EntryKind kind, bool tellFolders, Action<ManifestEntry, string> write)
    {
        using var manifest = new ManifestReader(name, key);
        var ordinal = -1;
        foreach (var entry in manifest.Entries())
        {
            stop.ThrowIfCancellationRequested();
            ordinal++;
            var takes = _selection.Takes(entry);
            if (!(entry.IsFolder || (takes && entry.Kind == kind)))
            {
                continue;
            }
            if (destination.Parts(entry.Path) is not { } names || (names.Length == 0 && !entry.IsFolder))
            {
                Refuse(entry, new DiskException(entry.Path, DiskException.EINVAL, "The path is not one that a backup makes"), tellFolders);
            }
            else if (entry.IsFolder)
            {
                EnterFolder(entry, ordinal, takes, trail.Reach(names), trail, tellFolders);
            }
            else
            {
                var folder = trail.Reach(names.AsSpan(0, names.Length - 1));
                if (trail.Ensure() is { } refusal)
                {
                    Refuse(entry, refusal, tell: true);
                }
                else
                {
                    write(entry, System.IO.Path.Combine(folder?.Target ?? destination.Root, names[^1]));
                }
            }
        }
    }

    // Folders above what is taken are made only when something below them comes.
    private void EnterFolder(ManifestEntry entry, int ordinal, bool takes, FolderTrail.Level? level, FolderTrail trail, bool tell)
    {
        if (level is null)
        {
            return;
        }
        (level.Entry, level.Ordinal, level.IsTaken) = (entry, ordinal, takes && entry.Kind == EntryKind.Folder);
        if (level.IsTaken && trail.Ensure() is { } refusal)
        {
            Refuse(entry, refusal, tell);
        }
    }

    private void Refuse(ManifestEntry entry, Exception why, bool tell)
    {
        if (tell)
        {
            _errors.Add(DiskException.Error(entry.Path, why));
        }
    }

    private void Stamp(FolderTrail.Level level, BitArray made)
    {
        var wanted = level.Ordinal >= 0 && (made[level.Ordinal] || (level.IsTaken && job.Overwrite));
        if (!wanted || level.IsLink || level.Refusal is not null || FileFacts.OrNull(level.Target) is not { Kind: FileKind.Folder })
        {
            return;
        }
        try
        {
            FileStamp.Apply(level.Target, level.Entry!.Facts);
        }
        catch (Exception failure) when (DiskException.IsDisk(failure))
        {
            _errors.Add(DiskException.Error(level.Entry!.Path, failure));
        }
    }
}

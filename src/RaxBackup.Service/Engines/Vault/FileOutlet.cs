using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// Writes files and links, each under a temporary name in its folder and renamed once it is whole. An error of one file is told and
/// the next goes on; only a full disk ends the restore. Safe for several threads.
/// </summary>
internal sealed class FileOutlet(RestoreJob job, Disk disk, ErrorList errors, ProgressMeter meter, CancellationToken stop)
{
    // Nobody else makes such a name; Create refuses one that exists all the same.
    private readonly string _run = Guid.NewGuid().ToString("n");
    private int _number;
    private long _files;
    private long _bytes;
    private long _skipped;

    public RestoreOutcome Outcome => new(_files, _bytes, _skipped, errors.ToList());

    public void Restore(ManifestEntry entry, string target, BlockReader? blocks)
    {
        var temporary = Path.Combine(
            Path.GetDirectoryName(target)!, string.Create(CultureInfo.InvariantCulture, $".raxrestore-{_run}-{Interlocked.Increment(ref _number)}"));
        var renamed = false;
        try
        {
            if (MayWrite(target))
            {
                Write(entry, temporary, blocks);
                // Whoever made it meanwhile keeps it.
                if (MayWrite(target))
                {
                    disk.Rename(temporary, target);
                    renamed = true;
                    Interlocked.Increment(ref _files);
                    Interlocked.Add(ref _bytes, entry.Facts.Size);
                }
            }
        }
        catch (Exception failure) when (DiskException.IsFull(failure))
        {
            throw Destination.Unusable(job.DestinationPath, $"its disk is full; {target} could not be written", failure);
        }
        catch (Exception failure) when (DiskException.IsDisk(failure))
        {
            errors.Add(DiskException.Error(entry.Path, failure));
        }
        finally
        {
            if (!renamed)
            {
                disk.Discard(temporary);
            }
        }
        meter.FileDone();
    }

    private bool MayWrite(string target)
    {
        var there = FileFacts.OrNull(target);
        if (there is { Kind: FileKind.Folder })
        {
            throw new DiskException(target, DiskException.EISDIR, $"A folder stands at {target}");
        }
        if (there is null || job.Overwrite)
        {
            return true;
        }
        Interlocked.Increment(ref _skipped);
        return false;
    }

    private void Write(ManifestEntry entry, string temporary, BlockReader? blocks)
    {
        if (entry.Kind == EntryKind.Link)
        {
            disk.CreateLink(temporary, entry.Target!);
        }
        else
        {
            WriteBlocks(entry, temporary, blocks!);
        }
        try
        {
            FileStamp.Apply(temporary, entry.Facts);
        }
        catch (Exception failure) when (DiskException.IsDisk(failure))
        {
            // Its contents are worth having even so.
            var error = DiskException.Error(entry.Path, failure);
            errors.Add(error with { Message = $"Restored, but not its owner, mode or time: {error.Message}" });
        }
    }

    private void WriteBlocks(ManifestEntry entry, string temporary, BlockReader blocks)
    {
        using var file = disk.Create(temporary);
        var (at, hole) = (0L, false);
        foreach (var id in entry.Blocks)
        {
            stop.ThrowIfCancellationRequested();
            var data = blocks.Read(id);
            // Long runs of zeros are left out, so that a sparse file does not fill the disk.
            hole = data.Length >= Chunker.Least && !data.ContainsAnyExcept((byte)0);
            if (!hole)
            {
                disk.Write(file, data, at);
            }
            at += data.Length;
            meter.Advance(data.Length);
        }
        if (hole)
        {
            RandomAccess.SetLength(file, at);
        }
        if (at != entry.Facts.Size)
        {
            throw new DiskException(entry.Path, DiskException.EIO, $"Its blocks are {at} bytes and not {entry.Facts.Size}");
        }
    }
}

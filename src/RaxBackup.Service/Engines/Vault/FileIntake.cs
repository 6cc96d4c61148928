using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>Reads files, cuts them into blocks and hands these to the line.</summary>
internal sealed class FileIntake(BlockLine line, Disk disk, ErrorList errors, ProgressMeter meter, DataKey? key)
{
    private const int ReadSize = 512 << 10;

    /// <summary>
    /// Reads one file. It is stored as long as it was when it was opened: what is added meanwhile comes with the next backup.
    /// Cut short meanwhile, it is stored as far as it went, and that is an error. Where it cannot be read it is marked as failed.
    /// </summary>
    public PendingFile Read(SourceEntry found)
    {
        PendingFile? pending = null;
        var done = 0L;
        try
        {
            using var file = disk.OpenSource(found.Path);
            var facts = FileFacts.Of(file, found.Path);
            if (facts.Kind != FileKind.File || !facts.SameFile(found.Facts))
            {
                throw new DiskException(found.Path, DiskException.EIO, "Another file took its place while it was opened");
            }
            pending = new PendingFile(new(EntryKind.File, found.Path, facts, null, []));
            done = facts.Size <= Chunker.Least ? ReadSmall(file, pending, (int)facts.Size) : ReadLarge(file, pending, facts.Size);
            if (done < facts.Size)
            {
                errors.Add(new(found.Path, DiskException.EIO, $"Changed while read: only {done} of its {facts.Size} bytes were there"));
            }
        }
        catch (Exception failure) when (DiskException.IsDisk(failure))
        {
            errors.Add(DiskException.Error(found.Path, failure));
            pending ??= new PendingFile(new(EntryKind.File, found.Path, found.Facts, null, []));
            pending.Failed = true;
        }
        pending.ReadWhole(done);
        return pending;
    }

    private long ReadSmall(SafeFileHandle file, PendingFile pending, int size)
    {
        if (size == 0)
        {
            return 0;
        }
        var buffer = line.Rent(size);
        var filled = Fill(file, buffer.AsSpan(0, size), 0);
        if (filled > 0)
        {
            line.Add(pending, buffer, filled);
        }
        return filled;
    }

    private long ReadLarge(SafeFileHandle file, PendingFile pending, long size)
    {
        var chunker = new Chunker(key?.Gear);
        var buffer = line.Rent(Chunker.Most);
        var (filled, done) = (0, 0L);
        while (done < size)
        {
            var want = (int)Math.Min(Math.Min(ReadSize, size - done), Chunker.Most - filled);
            var read = Fill(file, buffer.AsSpan(filled, want), done);
            filled += read;
            done += read;
            if (read < want)
            {
                break;
            }
            while (chunker.Find(buffer.AsSpan(0, filled)) is var cut && cut > 0)
            {
                var rest = filled - cut;
                var next = line.Rent(Chunker.Most);
                buffer.AsSpan(cut, rest).CopyTo(next);
                line.Add(pending, buffer, cut);
                (buffer, filled) = (next, rest);
            }
        }
        if (filled > 0)
        {
            line.Add(pending, buffer, filled);
        }
        else
        {
            line.Return(buffer);
        }
        return done;
    }

    // As many bytes as there are, up to the room.
    private int Fill(SafeFileHandle file, Span<byte> room, long offset)
    {
        var filled = 0;
        while (filled < room.Length && disk.Read(file, room[filled..], offset + filled) is var read && read > 0)
        {
            filled += read;
        }
        meter.Advance(filled);
        return filled;
    }
}

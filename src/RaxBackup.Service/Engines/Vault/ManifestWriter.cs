using System;
using System.Buffers.Binary;
using System.IO;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>Writes a backup's manifest under a temporary name; only <see cref="Commit"/> makes the backup exist.</summary>
internal sealed class ManifestWriter : IDisposable
{
    public const string Magic = "RAXMANIFEST1";
    public const int TailSize = 16;

    /// <summary>Text that is no valid Unicode must fail here and not come back as another name.</summary>
    public static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private readonly string _path;
    private readonly Disk _disk;
    private readonly ManifestSeal? _seal;
    private readonly SafeFileHandle _file;
    private readonly FrameWriter _frames;
    private readonly BinaryWriter _writer;
    private string _pathBefore = "";
    private bool _committed;
    private long _files;
    private long _bytes;

    public ManifestWriter(string path, Disk disk, ManifestHeader header, ManifestSeal? seal = null)
    {
        (_path, _disk, _seal) = (path, disk, seal);
        disk.Discard(Temporary);
        _file = disk.Create(Temporary);
        _frames = new FrameWriter(_file, disk, seal);
        _frames.Append(seal is null ? [] : seal.Head.Bytes);
        _writer = new BinaryWriter(_frames, Utf8);
        header.Write(_writer);
    }

    private string Temporary => _path + VaultEngine.TemporaryEnding;

    public void Add(ManifestEntry entry)
    {
        entry.Write(_writer, _pathBefore);
        _pathBefore = entry.Path;
        if (entry.Counts)
        {
            _files++;
            _bytes += entry.Facts.Size;
        }
    }

    /// <summary>Makes the backup exist, once all its blocks are on the disk itself. Returns the manifest's bytes.</summary>
    public long Commit()
    {
        _writer.Write((byte)EntryKind.None);
        _writer.Write(_files);
        _writer.Write(_bytes);
        _frames.End();
        // Once more at the very end, where a later job finds them without reading all.
        var tail = new byte[TailSize];
        BinaryPrimitives.WriteInt64LittleEndian(tail, _files);
        BinaryPrimitives.WriteInt64LittleEndian(tail.AsSpan(8), _bytes);
        _frames.Append(_seal is null ? tail : _seal.Seal(tail, ManifestSeal.Tail));
        _disk.Flush(_file);
        _file.Dispose();
        _disk.Rename(Temporary, _path);
        _committed = true;
        _disk.FlushFolder(Path.GetDirectoryName(_path)!);
        return _frames.Written;
    }

    public void Dispose()
    {
        _file.Dispose();
        _frames.Dispose();
        _seal?.Dispose();
        if (!_committed)
        {
            _disk.Discard(Temporary);
        }
    }
}

using System;
using System.Buffers;
using System.Collections.Generic;
using Microsoft.Win32.SafeHandles;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>One pack while it is written, under its temporary name. Not safe for several threads.</summary>
internal sealed class PackWriter : IDisposable
{
    // Full packs are this long and a block more: long enough that waiting for the disk is rare, short enough to lose at a kill.
    public const int FullAt = 32 << 20;
    private const int BufferSize = 1 << 20;

    private readonly PackFolder _folder;
    private readonly Disk _disk;
    private readonly SafeFileHandle _file;
    private byte[]? _rented = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _buffered;
    private int _written;

    public PackWriter(PackFolder folder, Disk disk)
    {
        (_folder, _disk) = (folder, disk);
        Number = folder.Next();
        _file = disk.Create(folder.TemporaryPathOf(Number));
        Append(PackFormat.Header);
    }

    public int Number { get; }

    public int Length => _written + _buffered;

    public List<(BlockId Id, BlockLocation At)> Blocks { get; } = [];

    public BlockLocation Add(in BlockId id, ReadOnlySpan<byte> stored, int plain)
    {
        var location = new BlockLocation(Number, Length, stored.Length, plain);
        Append(stored);
        Blocks.Add((id, location));
        return location;
    }

    /// <summary>Ends the pack, waits until it is on the disk itself and gives it its real name.</summary>
    public void Seal()
    {
        var start = Length;
        Append(PackFormat.Index(Blocks, start));
        WriteBuffer();
        _disk.Flush(_file);
        _file.Dispose();
        _disk.Rename(_folder.TemporaryPathOf(Number), _folder.PathOf(Number));
        _folder.IsWhole(Number);
    }

    public void Abandon()
    {
        Dispose();
        _disk.Discard(_folder.TemporaryPathOf(Number));
    }

    /// <summary>Not while another thread seals it.</summary>
    public void Dispose()
    {
        _file.Dispose();
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }
    }

    private void Append(ReadOnlySpan<byte> data)
    {
        if (_buffered + data.Length > BufferSize)
        {
            WriteBuffer();
        }
        if (data.Length > BufferSize / 2)
        {
            WriteBuffer();
            _disk.Write(_file, data, _written);
            _written += data.Length;
            return;
        }
        data.CopyTo(_rented.AsSpan(_buffered));
        _buffered += data.Length;
    }

    private void WriteBuffer()
    {
        if (_buffered > 0)
        {
            _disk.Write(_file, _rented.AsSpan(0, _buffered), _written);
            _written += _buffered;
            _buffered = 0;
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>Reads blocks and verifies each. Not safe for several threads: each worker has its own.</summary>
internal sealed class BlockReader(PackFolder folder, BlockIndex index, DataKey? key) : IDisposable
{
    private const int MostOpen = 16;

    private readonly BlockForm _form = new(key);
    private readonly Dictionary<int, SafeFileHandle> _open = [];
    private readonly Queue<int> _order = [];
    private byte[] _stored = [];

    /// <summary>The block's bytes, good until the next call; DiskException (EIO) where it is missing or damaged.</summary>
    public ReadOnlySpan<byte> Read(in BlockId id)
    {
        if (index.Find(id) is not { } at)
        {
            throw new DiskException(folder.Path, DiskException.EIO, $"block {id} is in no readable pack of the vault");
        }
        var wrong = "is damaged";
        try
        {
            var stored = Buffers.Room(ref _stored, at.Stored);
            if (RandomAccess.Read(Open(at.Pack), stored, at.Offset) == stored.Length && _form.TryLoad(id, stored, at.Plain, out var data))
            {
                return data;
            }
        }
        catch (Exception failure) when (DiskException.IsDisk(failure))
        {
            wrong = $"cannot be read ({failure.Message})";
        }
        // So that the next backup stores it anew.
        index.Lose(id, at);
        throw new DiskException(folder.Path, DiskException.EIO, $"block {id} in {folder.PathOf(at.Pack)} {wrong}");
    }

    public void Dispose()
    {
        foreach (var file in _open.Values)
        {
            file.Dispose();
        }
        _form.Dispose();
    }

    private SafeFileHandle Open(int pack)
    {
        if (_open.TryGetValue(pack, out var file))
        {
            return file;
        }
        if (_open.Count == MostOpen && _open.Remove(_order.Dequeue(), out var oldest))
        {
            oldest.Dispose();
        }
        file = File.OpenHandle(folder.PathOf(pack), share: FileShare.ReadWrite | FileShare.Delete);
        _open.Add(pack, file);
        _order.Enqueue(pack);
        return file;
    }
}

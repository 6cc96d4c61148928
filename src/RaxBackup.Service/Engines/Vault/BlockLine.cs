using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// The workers that hash, pack and store what is read. All that can be on the way at once: ten large buffers and some hundred small
/// ones, at most about 70 MB.
/// </summary>
internal sealed class BlockLine : IDisposable
{
    private const int LargeBuffers = 10;
    private const int MostWaiting = 100;

    private readonly BlockingCollection<byte[]> _large = [];
    private readonly BlockWriter _blocks;
    private readonly DataKey? _key;
    private readonly WorkLine<Work> _line;
    private int _made;

    public BlockLine(BlockWriter blocks, DataKey? key, CancellationToken stop)
    {
        (_blocks, _key) = (blocks, key);
        _line = new(MostWaiting, Store, stop);
    }

    /// <inheritdoc cref="WorkLine{T}.Stopping"/>
    public CancellationToken Stopping => _line.Stopping;

    /// <summary>A buffer for one block, waiting for one where all large ones are in use.</summary>
    public byte[] Rent(int size)
    {
        if (size <= Chunker.Least)
        {
            return ArrayPool<byte>.Shared.Rent(size);
        }
        if (_large.TryTake(out var free))
        {
            return free;
        }
        return _made++ < LargeBuffers ? GC.AllocateUninitializedArray<byte>(Chunker.Most) : _large.Take(Stopping);
    }

    public void Return(byte[] buffer)
    {
        if (buffer.Length == Chunker.Most)
        {
            _large.Add(buffer);
        }
        else
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Hands over a block of a file; the buffer goes with it.</summary>
    public void Add(PendingFile file, byte[] buffer, int length) => _line.Add(new(file, file.Expect(), buffer, length));

    public void Finish() => _line.Finish();

    public void ThrowIfFailed() => _line.ThrowIfFailed();

    public void Dispose()
    {
        _line.Dispose();
        _large.Dispose();
    }

    private void Store(IEnumerable<Work> waiting)
    {
        using var form = new BlockForm(_key);
        foreach (var work in waiting)
        {
            var data = work.Buffer.AsSpan(0, work.Length);
            var id = form.IdOf(data);
            _blocks.Put(id, data, form);
            Return(work.Buffer);
            work.File.Done(work.Number, id);
        }
    }

    private readonly record struct Work(PendingFile File, int Number, byte[] Buffer, int Length);
}

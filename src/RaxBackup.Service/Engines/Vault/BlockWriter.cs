using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// Stores the blocks of one backup. A block that is known is not stored again. Full packs are brought to the disk beside the work;
/// after <see cref="Complete"/> all of them are there, and only then may a manifest name them. Safe for several threads.
/// </summary>
internal sealed class BlockWriter(PackFolder folder, BlockIndex index, Disk disk) : IDisposable
{
    private const int MostSealing = 2;

    private readonly Lock _gate = new();
    private readonly HashSet<BlockId> _packing = [];
    private readonly Queue<(PackWriter Pack, Task Sealing)> _sealing = [];
    private PackWriter? _pack;
    private long _stored;

    /// <summary>Bytes that this backup added.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    public void Put(in BlockId id, ReadOnlySpan<byte> data, BlockForm form)
    {
        lock (_gate)
        {
            // Another thread packs the same block just now: it fails, the backup fails.
            if (index.Find(id) is not null || !_packing.Add(id))
            {
                return;
            }
        }
        var stored = form.Store(id, data, out var length);
        lock (_gate)
        {
            _pack ??= new PackWriter(folder, disk);
            index.Add(id, _pack.Add(id, stored, length));
            _packing.Remove(id);
            _stored += stored.Length;
            if (_pack.Length >= PackWriter.FullAt)
            {
                BeginSeal();
            }
        }
    }

    /// <summary>Brings everything to the disk itself.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            BeginSeal();
            while (_sealing.Count > 0)
            {
                EndSeal();
            }
        }
        if (_stored > 0)
        {
            disk.FlushFolder(folder.Path);
        }
    }

    /// <summary>Whatever is not in a whole pack by now is given up, and its blocks are unknown again.</summary>
    public void Dispose()
    {
        while (_sealing.TryDequeue(out var sealing))
        {
            ((IAsyncResult)sealing.Sealing).AsyncWaitHandle.WaitOne();
            if (!sealing.Sealing.IsCompletedSuccessfully)
            {
                GiveUp(sealing.Pack);
            }
        }
        if (_pack is not null)
        {
            GiveUp(_pack);
        }
    }

    private void BeginSeal()
    {
        if (_pack is not { } pack)
        {
            return;
        }
        _pack = null;
        _sealing.Enqueue((pack, Task.Factory.StartNew(pack.Seal, default, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        if (_sealing.Count > MostSealing)
        {
            EndSeal();
        }
    }

    private void EndSeal()
    {
        _sealing.Peek().Sealing.GetAwaiter().GetResult();
        _sealing.Dequeue().Pack.Dispose();
    }

    private void GiveUp(PackWriter pack)
    {
        index.DropPack(pack.Number);
        pack.Abandon();
    }
}

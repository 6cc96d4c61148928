using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>An entry on its way into the manifest: written once the last of its blocks is stored.</summary>
internal sealed class PendingFile(ManifestEntry entry)
{
    private readonly List<BlockId> _blocks = [];
    private readonly TaskCompletionSource _whole = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The reader itself counts as one until it has read all.
    private int _open = 1;
    private long _size;

    /// <summary>The entry as found; its blocks are those of the backup before, or none yet.</summary>
    public ManifestEntry Found => entry;

    /// <summary>Set where the file could not be read: it stays out of the manifest.</summary>
    public bool Failed { get; set; }

    public bool IsWhole => Volatile.Read(ref _open) == 0;

    /// <summary>The entry as stored.</summary>
    public ManifestEntry Stored => _blocks.Count == 0 && _size == entry.Facts.Size
        ? entry
        : entry with { Blocks = _blocks, Facts = entry.Facts with { Size = _size } };

    public void Wait(CancellationToken stop) => _whole.Task.Wait(stop);

    /// <summary>One more block is to come; its number.</summary>
    public int Expect()
    {
        Interlocked.Increment(ref _open);
        lock (_blocks)
        {
            _blocks.Add(default);
            return _blocks.Count - 1;
        }
    }

    public void Done(int number, BlockId id)
    {
        lock (_blocks)
        {
            _blocks[number] = id;
        }
        Close();
    }

    /// <summary>All blocks are handed over.</summary>
    public void ReadWhole(long size)
    {
        _size = size;
        Close();
    }

    private void Close()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _whole.SetResult();
        }
    }
}

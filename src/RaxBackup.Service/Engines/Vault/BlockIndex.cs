using System;
using System.Collections.Generic;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// Where each known block lies. About 60 bytes a block, held in pages so that growing copies only the slots: 60 MB for a terabyte of
/// large files. A block that is lost or whose pack was dropped counts as unknown; storing it again gives it its new place.
/// Safe for several threads.
/// </summary>
internal sealed class BlockIndex
{
    private const int PageBits = 12;

    private readonly List<(BlockId Id, BlockLocation At)[]> _pages = [];
    private readonly HashSet<int> _dropped = [];
    private int[] _slots = new int[1 << 14];
    private int _count;

    /// <summary>The block's place, or null where it is unknown.</summary>
    public BlockLocation? Find(in BlockId id)
    {
        lock (_pages)
        {
            var entry = _slots[SlotOf(id)];
            return entry == 0 || At(entry).At.Pack is var pack && (pack < 0 || _dropped.Contains(pack)) ? null : At(entry).At;
        }
    }

    /// <summary>The pack that holds the block, be it lost: the next look may find it whole. 0 where there never was one.</summary>
    public int PackOf(in BlockId id)
    {
        lock (_pages)
        {
            var entry = _slots[SlotOf(id)];
            return entry == 0 ? 0 : At(entry).At.Pack is var pack && pack < 0 ? ~pack : pack;
        }
    }

    /// <summary>Learns a block's place; a later place wins over an earlier one.</summary>
    public void Add(in BlockId id, BlockLocation location)
    {
        lock (_pages)
        {
            if ((_count + 1) * 3L > _slots.Length * 2L)
            {
                Grow();
            }
            var slot = SlotOf(id);
            if (_slots[slot] == 0)
            {
                if (_count >> PageBits == _pages.Count)
                {
                    _pages.Add(new (BlockId, BlockLocation)[1 << PageBits]);
                }
                _slots[slot] = ++_count;
            }
            At(_slots[slot]) = (id, location);
        }
    }

    /// <summary>The block cannot be had from where it should lie: it counts as unknown.</summary>
    public void Lose(in BlockId id, BlockLocation wrong)
    {
        lock (_pages)
        {
            var entry = _slots[SlotOf(id)];
            if (entry != 0 && At(entry).At == wrong)
            {
                At(entry) = (id, wrong with { Pack = ~wrong.Pack });
            }
        }
    }

    /// <summary>All blocks that lie in this pack are unknown from now on.</summary>
    public void DropPack(int pack)
    {
        lock (_pages)
        {
            _dropped.Add(pack);
        }
    }

    private ref (BlockId Id, BlockLocation At) At(int entry) => ref _pages[(entry - 1) >> PageBits][(entry - 1) & ((1 << PageBits) - 1)];

    private int SlotOf(in BlockId id)
    {
        var mask = _slots.Length - 1;
        var slot = (int)id.A & mask;
        while (_slots[slot] is var entry && entry != 0 && At(entry).Id != id)
        {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var entry = 1; entry <= _count; entry++)
        {
            _slots[SlotOf(At(entry).Id)] = entry;
        }
    }
}

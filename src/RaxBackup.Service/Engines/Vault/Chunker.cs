using System;
using System.Runtime.CompilerServices;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// Cuts a stream where its content says so (FastCDC: a gear hash with two masks), so that bytes put in or taken out change only the
/// blocks around them. Blocks are 256 KB to 4 MB, about 1 MB. The table and the masks are part of the store's format: another table
/// would find none of the blocks that lie there already. Encrypted blocks are cut by a secret table: where a known file is cut by a
/// known one shows in the lengths of its blocks.
/// </summary>
internal struct Chunker(ulong[]? secretGear)
{
    public const int GearSize = 256;
    public const int Least = 256 << 10;
    public const int Normal = 1 << 20;
    public const int Most = 4 << 20;

    // Before the normal size a cut is four times as rare, after it four times as likely: sizes gather around the normal one.
    private const ulong Rare = 0xFFFF_FC00_0000_0000;
    private const ulong Likely = 0xFFFF_C000_0000_0000;

    private static readonly ulong[] Gear = MakeGear();

    private ulong _hash;
    private int _searched;

    /// <summary>Length of the block that <paramref name="data"/> begins with, or 0 where more bytes are needed to know.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ReadOnlySpan<byte> data)
    {
        var at = Math.Max(_searched, Least);
        var hash = _hash;
        var gear = secretGear ?? Gear;
        if (Search(gear, data, ref at, Math.Min(data.Length, Normal), ref hash, Rare)
            || Search(gear, data, ref at, Math.Min(data.Length, Most), ref hash, Likely)
            || at == Most)
        {
            this = new(secretGear);
            return at;
        }
        _hash = hash;
        _searched = at;
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Search(ulong[] gear, ReadOnlySpan<byte> data, ref int at, int end, ref ulong hash, ulong mask)
    {
        var h = hash;
        var i = at;
        for (; i < end; i++)
        {
            h = (h << 1) + gear[data[i]];
            if ((h & mask) == 0)
            {
                at = i + 1;
                return true;
            }
        }
        at = i;
        hash = h;
        return false;
    }

    private static ulong[] MakeGear()
    {
        // SplitMix64 from a fixed seed.
        var gear = new ulong[GearSize];
        var state = 0x5261_7842_6163_6B75UL;
        for (var i = 0; i < gear.Length; i++)
        {
            state += 0x9E37_79B9_7F4A_7C15;
            var z = (state ^ (state >> 30)) * 0xBF58_476D_1CE4_E5B9;
            z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
            gear[i] = z ^ (z >> 31);
        }
        return gear;
    }
}

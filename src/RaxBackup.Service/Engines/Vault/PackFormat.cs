using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// A pack: "RAXPACK1", the blocks one after another, then the index (id, bytes stored, bytes plain: 40 bytes a block) and a footer
/// (SHA-256 of the index, blocks, first byte of the index, "RAXPACKE"). Numbers are little-endian. Of an encrypted block the index
/// tells the bytes stored twice.
/// </summary>
internal static class PackFormat
{
    public const int HeaderSize = 8;
    private const int EntrySize = BlockId.Size + 8;
    private const int FooterSize = 32 + 4 + 4 + 8;

    public static ReadOnlySpan<byte> Header => "RAXPACK1"u8;
    private static ReadOnlySpan<byte> End => "RAXPACKE"u8;

    public static byte[] Index(IReadOnlyList<(BlockId Id, BlockLocation At)> blocks, int start)
    {
        var bytes = new byte[(blocks.Count * EntrySize) + FooterSize];
        var at = bytes.AsSpan();
        foreach (var (id, location) in blocks)
        {
            id.Write(at);
            BinaryPrimitives.WriteInt32LittleEndian(at[32..], location.Stored);
            BinaryPrimitives.WriteInt32LittleEndian(at[36..], location.Plain);
            at = at[EntrySize..];
        }
        SHA256.HashData(bytes.AsSpan(0, blocks.Count * EntrySize), at);
        BinaryPrimitives.WriteInt32LittleEndian(at[32..], blocks.Count);
        BinaryPrimitives.WriteInt32LittleEndian(at[36..], start);
        End.CopyTo(at[40..]);
        return bytes;
    }

    /// <summary>The blocks of a pack; InvalidDataException says what is wrong with it.</summary>
    public static IEnumerable<(BlockId Id, BlockLocation At)> ReadIndex(SafeFileHandle file, int pack)
    {
        var length = RandomAccess.GetLength(file);
        var footer = Read(file, length - FooterSize, FooterSize);
        var count = BinaryPrimitives.ReadInt32LittleEndian(footer.AsSpan(32));
        var start = BinaryPrimitives.ReadInt32LittleEndian(footer.AsSpan(36));
        if (!footer.AsSpan(40).SequenceEqual(End) || count < 0 || start < HeaderSize
            || start + ((long)count * EntrySize) + FooterSize != length)
        {
            throw new InvalidDataException("its end is missing or damaged");
        }
        var index = Read(file, start, count * EntrySize);
        if (!SHA256.HashData(index).AsSpan().SequenceEqual(footer.AsSpan(0, 32)))
        {
            throw new InvalidDataException("its index is damaged");
        }
        return Blocks(index, pack, start);
    }

    private static IEnumerable<(BlockId Id, BlockLocation At)> Blocks(byte[] index, int pack, int start)
    {
        var offset = HeaderSize;
        for (var at = 0; at < index.Length; at += EntrySize)
        {
            var stored = BinaryPrimitives.ReadInt32LittleEndian(index.AsSpan(at + 32));
            var plain = BinaryPrimitives.ReadInt32LittleEndian(index.AsSpan(at + 36));
            // Its hash keeps nobody from lying who makes it anew.
            if (stored < 0 || stored > start - offset || plain is < 0 or > Chunker.Most + SealedCodec.Overhead)
            {
                throw new InvalidDataException("its index names blocks that cannot be");
            }
            yield return (BlockId.Read(index.AsSpan(at)), new(pack, offset, stored, plain));
            offset += stored;
        }
    }

    private static byte[] Read(SafeFileHandle file, long offset, int length)
    {
        var bytes = new byte[length];
        return offset >= HeaderSize && RandomAccess.Read(file, bytes, offset) == length
            ? bytes
            : throw new InvalidDataException("it is cut off");
    }
}

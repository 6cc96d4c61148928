using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>The SHA-256 of a block's plain bytes, or their HMAC-SHA256 where it is encrypted: its only name.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct BlockId(ulong A, ulong B, ulong C, ulong D)
{
    public const int Size = 32;

    public static BlockId Of(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(data, hash);
        return Read(hash);
    }

    public static BlockId Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, A);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], B);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], C);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], D);
    }

    // A SHA-256 is evenly spread already.
    public override int GetHashCode() => (int)(A >> 32);

    public override string ToString() => $"{A:x16}{B:x16}{C:x16}{D:x16}";
}

/// <summary>Where a block lies: pack number, first byte, bytes there, bytes once unpacked (the same number: stored as it is, or encrypted).</summary>
internal readonly record struct BlockLocation(int Pack, int Offset, int Stored, int Plain);

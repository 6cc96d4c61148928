using System;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// An agent's data key and the keys that follow from it (HKDF, one for each purpose): for the names of its blocks, for blocks, for
/// manifests, for where files are cut. All of them lie in one place that the garbage collector does not copy, and are wiped at the end.
/// </summary>
internal sealed class DataKey : IDisposable
{
    public const int Size = 32;
    private const int IdSize = 16;

    private readonly byte[] _secrets = GC.AllocateArray<byte>(4 * Size, pinned: true);
    private readonly ulong[] _gear = GC.AllocateArray<ulong>(Chunker.GearSize, pinned: true);

    private DataKey(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_secrets);
        Span<byte> id = stackalloc byte[IdSize];
        Derive(id, "RaxBackup 1 key id"u8);
        Id = new Guid(id, bigEndian: true);
        Derive(_secrets.AsSpan(Size, Size), "RaxBackup 1 block ids"u8);
        Derive(_secrets.AsSpan(2 * Size, Size), "RaxBackup 1 blocks"u8);
        Derive(_secrets.AsSpan(3 * Size, Size), "RaxBackup 1 manifests"u8);
        Derive(MemoryMarshal.AsBytes(_gear.AsSpan()), "RaxBackup 1 cuts"u8);
        Blocks = new(_secrets.AsMemory(2 * Size, Size));
        Manifests = new(_secrets.AsMemory(3 * Size, Size));
    }

    /// <summary>Which key it is; follows from it and tells nothing of it.</summary>
    public Guid Id { get; }

    public RecordCipher Blocks { get; }

    public RecordCipher Manifests { get; }

    /// <summary>The table by which files are cut.</summary>
    public ulong[] Gear => _gear;

    /// <summary>The data key itself, to be wrapped.</summary>
    public ReadOnlySpan<byte> Bytes => _secrets.AsSpan(0, Size);

    public static DataKey Create()
    {
        Span<byte> bytes = stackalloc byte[Size];
        RandomNumberGenerator.Fill(bytes);
        return TakeFrom(bytes);
    }

    /// <summary>Copies the key and wipes where it was.</summary>
    public static DataKey TakeFrom(Span<byte> bytes)
    {
        try
        {
            return new(bytes[..Size]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>
    /// The name of a block (HMAC-SHA256): without the key nobody can tell whether the vault holds a file that he knows, and the same
    /// bytes of two agents have two names and are stored twice.
    /// </summary>
    public BlockId IdOf(ReadOnlySpan<byte> plain)
    {
        Span<byte> hash = stackalloc byte[BlockId.Size];
        HMACSHA256.HashData(_secrets.AsSpan(Size, Size), plain, hash);
        return BlockId.Read(hash);
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_secrets);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_gear.AsSpan()));
    }

    private void Derive(Span<byte> output, ReadOnlySpan<byte> purpose) => HKDF.Expand(HashAlgorithmName.SHA256, Bytes, output, purpose);
}

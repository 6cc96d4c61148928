using System;
using System.Buffers.Binary;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// Encrypts the parts of one manifest. Each part is tied to the manifest's beginning, its backup and configuration and its number, so
/// that none of another manifest, none of another place in this one, and no manifest under another name is taken for right.
/// Not safe for several threads.
/// </summary>
internal sealed class ManifestSeal(SealHead head, ManifestName name, DataKey key) : IDisposable
{
    /// <summary>The totals at the very end; parts before it count from 0.</summary>
    public const long Tail = -1;

    /// <summary>Bytes that any part at most has when it is encrypted.</summary>
    public const int MostBytes = FrameWriter.FrameSize + SealedCodec.Overhead;

    private readonly byte[] _identity = [.. head.Bytes, .. new byte[24]];
    private readonly SealedCodec _codec = new(key.Manifests);

    public SealHead Head => head;

    /// <inheritdoc cref="SealedCodec.Seal"/>
    public ReadOnlySpan<byte> Seal(ReadOnlySpan<byte> plain, long number) => _codec.Seal(plain, Identity(number));

    /// <inheritdoc cref="SealedCodec.TryOpen"/>
    public bool TryOpen(ReadOnlySpan<byte> record, long number, out ReadOnlySpan<byte> plain) =>
        _codec.TryOpen(record, Identity(number), out plain);

    public void Dispose() => _codec.Dispose();

    private byte[] Identity(long number)
    {
        var at = _identity.AsSpan(SealHead.Size);
        BinaryPrimitives.WriteInt64LittleEndian(at, name.Backup);
        BinaryPrimitives.WriteInt64LittleEndian(at[8..], name.Configuration);
        BinaryPrimitives.WriteInt64LittleEndian(at[16..], number);
        return _identity;
    }
}

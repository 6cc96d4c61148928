using System;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// How one agent's blocks are named and stored: with SHA-256 and packed, or, with a data key, with HMAC-SHA256, packed and encrypted,
/// each tied to its name. To packs an encrypted block is bytes that are stored as they are. Not safe for several threads.
/// </summary>
internal sealed class BlockForm(DataKey? key) : IDisposable
{
    private readonly BlockCodec? _plain = key is null ? new() : null;
    private readonly SealedCodec? _sealed = key is null ? null : new(key.Blocks);
    private readonly byte[] _identity = new byte[BlockId.Size];
    private byte[] _unpacked = [];

    public BlockId IdOf(ReadOnlySpan<byte> data) => key is null ? BlockId.Of(data) : key.IdOf(data);

    /// <summary>What is to be stored, good until the next call, and the length that the pack's index tells.</summary>
    public ReadOnlySpan<byte> Store(in BlockId id, ReadOnlySpan<byte> data, out int length)
    {
        var stored = _sealed is null ? _plain!.Pack(data) : _sealed.Seal(data, Identity(id));
        length = _sealed is null ? data.Length : stored.Length;
        return stored;
    }

    /// <summary>False where these are not the block's bytes. They are good until the next call.</summary>
    public bool TryLoad(in BlockId id, ReadOnlySpan<byte> stored, int length, out ReadOnlySpan<byte> data) =>
        (_sealed is null ? TryUnpack(stored, length, out data) : _sealed.TryOpen(stored, Identity(id), out data))
        && IdOf(data) == id;

    public void Dispose()
    {
        _plain?.Dispose();
        _sealed?.Dispose();
    }

    private bool TryUnpack(ReadOnlySpan<byte> stored, int length, out ReadOnlySpan<byte> data)
    {
        if (stored.Length == length)
        {
            data = stored;
            return true;
        }
        var unpacked = Buffers.Room(ref _unpacked, length);
        data = unpacked;
        return _plain!.TryUnpack(stored, unpacked);
    }

    private byte[] Identity(in BlockId id)
    {
        id.Write(_identity);
        return _identity;
    }
}

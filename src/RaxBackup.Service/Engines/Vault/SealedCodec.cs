using System;
using System.Buffers.Binary;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// Packs and then encrypts, and the reverse. The record's plain bytes are the length once unpacked (4 bytes) and the packed bytes, so
/// that not even this length can be read. Not safe for several threads.
/// </summary>
internal sealed class SealedCodec(RecordCipher cipher) : IDisposable
{
    /// <summary>Bytes that a record has more than its packed bytes.</summary>
    public const int Overhead = RecordCipher.Overhead + LengthSize;
    private const int LengthSize = 4;

    private readonly BlockCodec _codec = new();
    private byte[] _clear = [];
    private byte[] _other = [];

    /// <summary>The record. Good until the next call.</summary>
    public ReadOnlySpan<byte> Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> identity)
    {
        var packed = _codec.Pack(plain);
        var clear = Buffers.Room(ref _clear, LengthSize + packed.Length);
        BinaryPrimitives.WriteInt32LittleEndian(clear, plain.Length);
        packed.CopyTo(clear[LengthSize..]);
        var record = Buffers.Room(ref _other, clear.Length + RecordCipher.Overhead);
        cipher.Encrypt(clear, identity, record);
        return record;
    }

    /// <summary>False where the record is not what it was, or not of this identity. The plain bytes are good until the next call.</summary>
    public bool TryOpen(ReadOnlySpan<byte> record, ReadOnlySpan<byte> identity, out ReadOnlySpan<byte> plain)
    {
        plain = default;
        if (record.Length < Overhead)
        {
            return false;
        }
        var clear = Buffers.Room(ref _clear, record.Length - RecordCipher.Overhead);
        if (!cipher.TryDecrypt(record, identity, clear))
        {
            return false;
        }
        var packed = clear[LengthSize..];
        var length = BinaryPrimitives.ReadInt32LittleEndian(clear);
        if (length == packed.Length)
        {
            plain = packed;
            return true;
        }
        if (length is < 0 or > Chunker.Most)
        {
            return false;
        }
        var unpacked = Buffers.Room(ref _other, length);
        plain = unpacked;
        return _codec.TryUnpack(packed, unpacked);
    }

    public void Dispose() => _codec.Dispose();
}

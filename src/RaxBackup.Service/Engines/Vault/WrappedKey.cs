using System;
using System.Buffers.Binary;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// A data key as it lies in the vault: "RAXWRAP1", rounds, salt, the key's id, the key encrypted with a key made from the passphrase
/// (PBKDF2-SHA256), and SHA-256 of all that, so that damage is not taken for a wrong passphrase. It is tied to its agent: under another
/// one's name it does not open.
/// </summary>
internal sealed class WrappedKey
{
    public const int Rounds = 600_000;

    // More would be no protection but a way to keep this service busy for hours.
    private const int MostRounds = 100 * Rounds;
    private const int RoundsAt = 8;
    private const int SaltAt = RoundsAt + 4;
    private const int SaltSize = 32;
    private const int IdAt = SaltAt + SaltSize;
    private const int RecordAt = IdAt + 16;
    private const int HashAt = RecordAt + DataKey.Size + RecordCipher.Overhead;
    private const int FileSize = HashAt + SHA256.HashSizeInBytes;

    private readonly byte[] _bytes;

    private WrappedKey(byte[] bytes) => _bytes = bytes;

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Which data key it is.</summary>
    public Guid KeyId => new(_bytes.AsSpan(IdAt, 16), bigEndian: true);

    private static ReadOnlySpan<byte> Magic => "RAXWRAP1"u8;

    public static WrappedKey Wrap(DataKey key, string agent, ReadOnlySpan<byte> passphrase)
    {
        var bytes = new byte[FileSize];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(RoundsAt), Rounds);
        RandomNumberGenerator.Fill(bytes.AsSpan(SaltAt, SaltSize));
        key.Id.TryWriteBytes(bytes.AsSpan(IdAt), bigEndian: true, out _);
        var wrapped = new WrappedKey(bytes);
        wrapped.WithCipher(passphrase, cipher => cipher.Encrypt(key.Bytes, wrapped.Identity(agent), bytes.AsSpan(RecordAt..HashAt)));
        SHA256.HashData(bytes.AsSpan(0, HashAt), bytes.AsSpan(HashAt));
        return wrapped;
    }

    /// <summary>InvalidDataException where the bytes are no wrapped key, or damaged.</summary>
    public static WrappedKey Parse(byte[] bytes) =>
        bytes.Length == FileSize
        && bytes.AsSpan().StartsWith(Magic)
        && BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(RoundsAt)) is > 0 and <= MostRounds
        && SHA256.HashData(bytes.AsSpan(0, HashAt)).AsSpan().SequenceEqual(bytes.AsSpan(HashAt))
            ? new(bytes)
            : throw new InvalidDataException("it is damaged");

    /// <summary>The data key, or null where the passphrase is not the right one.</summary>
    public DataKey? Open(string agent, ReadOnlySpan<byte> passphrase)
    {
        var bytes = GC.AllocateArray<byte>(DataKey.Size, pinned: true);
        var right = false;
        WithCipher(passphrase, cipher => right = cipher.TryDecrypt(_bytes.AsSpan(RecordAt..HashAt), Identity(agent), bytes));
        var key = DataKey.TakeFrom(bytes);
        // AES-GCM alone does not rule out that a made-up record opens with two keys; the id does.
        if (right && key.Id == KeyId)
        {
            return key;
        }
        key.Dispose();
        return null;
    }

    private byte[] Identity(string agent) => [.. _bytes.AsSpan(0, RecordAt), .. Encoding.UTF8.GetBytes(agent)];

    private void WithCipher(ReadOnlySpan<byte> passphrase, Action<RecordCipher> use)
    {
        var rounds = BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(RoundsAt));
        var key = GC.AllocateArray<byte>(DataKey.Size, pinned: true);
        try
        {
            Rfc2898DeriveBytes.Pbkdf2(passphrase, _bytes.AsSpan(SaltAt, SaltSize), key, rounds, HashAlgorithmName.SHA256);
            use(new RecordCipher(key));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}

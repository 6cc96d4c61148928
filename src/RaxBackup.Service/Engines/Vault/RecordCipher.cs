using System;
using System.Security.Cryptography;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// Encrypts and authenticates records (AES-256-GCM): 32 random bytes, the ciphertext, the tag (16 bytes). Each record has a key of its
/// own, HKDF-Expand of the key and those random bytes, so the nonce can be the same always.
/// </summary>
/// <remarks>
/// Why: all is lost where two records share key and nonce. Random 96-bit nonces under one key are allowed for 2^32 records and no more
/// (NIST SP 800-38D, 8.3), and a counter would have to outlive kills, copies of the vault and given-up packs. Here nothing needs to be
/// remembered: among 2^64 records two share their 256 random bits with a probability of 2^-129, and no key ever sees a second record,
/// nor more than the 4 MB of one. Safe for several threads.
/// </remarks>
internal sealed class RecordCipher(ReadOnlyMemory<byte> key)
{
    public const int Overhead = SaltSize + TagSize;
    private const int SaltSize = 32;
    private const int TagSize = 16;

    private static ReadOnlySpan<byte> Nonce => "\0\0\0\0\0\0\0\0\0\0\0\0"u8;

    /// <summary>Writes the record, <see cref="Overhead"/> longer than the plain bytes. It opens only with the same identity.</summary>
    public void Encrypt(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> identity, Span<byte> record)
    {
        var salt = record[..SaltSize];
        RandomNumberGenerator.Fill(salt);
        using var cipher = CipherFor(salt);
        cipher.Encrypt(Nonce, plain, record[SaltSize..^TagSize], record[^TagSize..], identity);
    }

    /// <summary>False, and nothing given out, where a bit of the record or its identity is not what it was.</summary>
    public bool TryDecrypt(ReadOnlySpan<byte> record, ReadOnlySpan<byte> identity, Span<byte> plain)
    {
        if (record.Length != plain.Length + Overhead)
        {
            return false;
        }
        using var cipher = CipherFor(record[..SaltSize]);
        try
        {
            cipher.Decrypt(Nonce, record[SaltSize..^TagSize], record[^TagSize..], plain, identity);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private AesGcm CipherFor(ReadOnlySpan<byte> salt)
    {
        Span<byte> own = stackalloc byte[DataKey.Size];
        try
        {
            HKDF.Expand(HashAlgorithmName.SHA256, key.Span, own, salt);
            return new AesGcm(own, TagSize);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(own);
        }
    }
}

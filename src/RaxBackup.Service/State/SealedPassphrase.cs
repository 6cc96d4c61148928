using System;
using System.Linq;
using System.Security.Cryptography;

namespace RaxBackup.Service.State;

/// <summary>
/// A passphrase as it was sent: encrypted with an agent's public key (RSA, PKCS #1 v1.5), in hexadecimal digits. Wiped when disposed.
/// </summary>
internal sealed class SealedPassphrase : IDisposable
{
    private readonly byte[] _plain;

    private SealedPassphrase(byte[] plain) => _plain = plain;

    public ReadOnlyMemory<byte> Bytes => _plain;

    /// <summary>Opens it; a refusal names the field, never what was in it: someone may have sent a passphrase as it is.</summary>
    public static SealedPassphrase Open(string field, string? hex, byte[] privateKey)
    {
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(privateKey, out _);
        // Long strings of digits arrive with the spaces that pages put into them.
        var digits = string.Concat((hex ?? "").Where(c => !char.IsWhiteSpace(c)));
        var expected = rsa.KeySize / 4;
        if (digits.Length != expected || !digits.All(char.IsAsciiHexDigit))
        {
            throw Refusal.Invalid(field, $"{field} must be {expected} hexadecimal digits: the passphrase, encrypted with the agent's PublicKey.");
        }

        return Decrypt(rsa, Convert.FromHexString(digits)) is { Length: > 0 } plain
            ? new SealedPassphrase(plain)
            : throw Refusal.Invalid(field, $"{field} holds no passphrase that was encrypted with the agent's PublicKey (RSA, PKCS #1 v1.5).");
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_plain);

    private static byte[]? Decrypt(RSA rsa, byte[] cipher)
    {
        try
        {
            return rsa.Decrypt(cipher, RSAEncryptionPadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

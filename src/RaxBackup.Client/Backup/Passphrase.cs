using System;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;

namespace RaxBackup.Client;

/// <summary>
/// Passphrases as the wire takes them: RSA (PKCS #1 v1.5) over the UTF-8 bytes with the agent's key, in lower-case hexadecimal digits.
/// </summary>
internal static class Passphrase
{
    /// <summary>What the padding takes of the key's length.</summary>
    private const int PaddingBytes = 11;

    /// <summary>Encrypts a passphrase; throws PassphraseEmpty, PassphraseTooLong, or PublicKeyInvalid where the key is none.</summary>
    public static string Encrypt(SecureString passphrase, PublicKey? key)
    {
        var plain = BytesOf(passphrase);
        try
        {
            if (key is not { ModulusHex.Length: > 0, ExponentHex.Length: > 0 })
                throw new FormatException("it is empty.");
            using var rsa = RSA.Create();
            if (plain.Length == 0) throw Failure.Of(FailureKind.InvalidArgument, nameof(Text.PassphraseEmpty));
            rsa.ImportParameters(new RSAParameters { Modulus = HexBytes(key.ModulusHex), Exponent = HexBytes(key.ExponentHex) });
            var longest = (rsa.KeySize / 8) - PaddingBytes;
            if (plain.Length > longest) throw Failure.Of(FailureKind.InvalidArgument, nameof(Text.PassphraseTooLong), plain.Length, longest);
            return string.Concat(rsa.Encrypt(plain, RSAEncryptionPadding.Pkcs1).Select(one => one.ToString("x2", CultureInfo.InvariantCulture)));
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            throw Failure.Of(FailureKind.UnreadableAnswer, nameof(Text.PublicKeyInvalid), failure, failure.Message);
        }
        finally
        {
            Array.Clear(plain, 0, plain.Length);
        }
    }

    private static byte[] BytesOf(SecureString passphrase)
    {
        var memory = Marshal.SecureStringToGlobalAllocUnicode(passphrase);
        var characters = new char[passphrase.Length];
        try
        {
            Marshal.Copy(memory, characters, 0, characters.Length);
            return System.Text.Encoding.UTF8.GetBytes(characters);
        }
        finally
        {
            Array.Clear(characters, 0, characters.Length);
            Marshal.ZeroFreeGlobalAllocUnicode(memory);
        }
    }

    private static byte Byte(string digits) => byte.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static byte[] HexBytes(string hex)
    {
        var digits = hex.Length % 2 == 0 ? hex : "0" + hex;
        return [.. Enumerable.Range(0, digits.Length / 2).Select(i => Byte(digits.Substring(i * 2, 2)))];
    }
}

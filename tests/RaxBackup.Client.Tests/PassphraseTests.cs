using System;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using RaxBackup.Client;
using Xunit;

namespace RaxBackup.Client.Tests;

/// <summary>Passphrases on the wire.</summary>
public sealed class PassphraseTests
{
    [Theory]
    [InlineData("secret")]
    [InlineData("pässwörd €")]
    public void The_agents_key_opens_it(string text)
    {
        using var agent = RSA.Create(2048);
        var key = agent.ExportParameters(false);
        var sent = Passphrase.Encrypt(Secure(text), new PublicKey { ModulusHex = Convert.ToHexString(key.Modulus!), ExponentHex = "10001" });
        Assert.Matches("^[0-9a-f]{512}$", sent);
        Assert.Equal(text, Encoding.UTF8.GetString(agent.Decrypt(Convert.FromHexString(sent), RSAEncryptionPadding.Pkcs1)));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "10001")]
    [InlineData("XYZ", "10001")]
    public void A_key_that_is_none_is_told(string? modulus, string? exponent)
    {
        var failure = Assert.Throws<RaxBackupException>(() => Passphrase.Encrypt(Secure("secret"), new PublicKey { ModulusHex = modulus, ExponentHex = exponent }));
        Assert.Equal("PublicKeyInvalid", failure.ErrorId);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    private static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var character in text) secure.AppendChar(character);
        return secure;
    }
}

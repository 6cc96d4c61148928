using System;
using System.Security.Cryptography;

namespace RaxBackup.Service.State;

/// <summary>An agent's RSA key: passphrases are sent encrypted with its public half.</summary>
internal sealed record AgentKey(string ModulusHex, string ExponentHex, byte[] PrivateKey)
{
    private const int Bits = 2048;

    public static AgentKey Create()
    {
        using var rsa = RSA.Create(Bits);
        var key = rsa.ExportParameters(includePrivateParameters: false);
        return new AgentKey(Convert.ToHexString(key.Modulus!), Convert.ToHexString(key.Exponent!).TrimStart('0'), rsa.ExportPkcs8PrivateKey());
    }
}

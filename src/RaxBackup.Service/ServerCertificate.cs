using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RaxBackup.Service;

/// <summary>The certificate that the service shows: PKCS #12, or PEM with its key in the same file. It also says by which names the service answers.</summary>
internal static class ServerCertificate
{
    public static X509Certificate2? Load(ServiceOptions options)
    {
        if (options.CertificateFile is not { } file)
        {
            return null;
        }

        try
        {
            var password = options.CertificatePasswordFile is { } secret ? File.ReadAllText(secret).TrimEnd('\r', '\n') : null;
            return Usable(IsPem(file) ? FromPem(file, password) : X509CertificateLoader.LoadPkcs12FromFile(file, password), file);
        }
        catch (Exception wrong) when (wrong is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartFailure(StartFailure.CertificateInvalid, $"The certificate '{file}' cannot be used: {wrong.Message}", wrong);
        }
    }

    /// <summary>The host part of the service's own address: where it listens, or the certificate's first name where that is not named.</summary>
    public static string HostOf(this X509Certificate2? certificate, IPAddress address)
    {
        var own = new IPEndPoint(address, 0).ToString();
        own = own[..own.LastIndexOf(':')];
        return certificate == null || certificate.MatchesHostname(address.ToString(), allowCommonName: false)
            ? own
            : certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames())
                .FirstOrDefault(name => !name.Contains('*', StringComparison.Ordinal)) ?? own;
    }

    private static X509Certificate2 Usable(X509Certificate2 certificate, string file) => certificate.HasPrivateKey
        ? certificate
        : throw new StartFailure(StartFailure.CertificateInvalid, string.Create(
            CultureInfo.InvariantCulture, $"The certificate '{file}' has no private key; a PKCS #12 file, or a PEM file with certificate and key, was expected."));

    private static bool IsPem(string file)
    {
        using var reader = new StreamReader(file);
        return reader.ReadLine()?.StartsWith("-----BEGIN", StringComparison.Ordinal) == true;
    }

    private static X509Certificate2 FromPem(string file, string? password) =>
        password == null ? X509Certificate2.CreateFromPemFile(file) : X509Certificate2.CreateFromEncryptedPemFile(file, password);
}

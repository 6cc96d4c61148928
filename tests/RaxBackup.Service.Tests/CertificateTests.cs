using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>HTTPS: with which certificates, by which names, and that nothing else is listened to off the loopback.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("raxbackup-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, "Secret-1")]
    [InlineData(false, null)]
    [InlineData(false, "Secret-1")]
    public async Task It_listens_by_HTTPS_on_any_address_and_answers_to_the_certificates_names(bool isPem, string? password)
    {
        using var certificate = Make(["backup.example", "*.internal.example"]);
        await using var host = await StartAsync(Write(certificate, isPem, password), password);
        Assert.Equal(("https", "backup.example"), (host.Address.Scheme, host.Address.Host));
        foreach (var (name, status) in new[]
        {
            ("backup.example", 200), ("BACKUP.example", 200), ("a.internal.example", 200), ("localhost", 200), ("127.0.0.1", 200),
            ("evil.example", 400), ("internal.example", 400), ("a.b.internal.example", 400), ("backup.example.evil.example", 400), ("10.0.0.1", 400),
        })
        {
            using var http = Trusting(certificate);
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://127.0.0.1:{host.Address.Port}/_service/health");
            request.Headers.Host = name;
            using var answer = await http.SendAsync(request);
            Assert.True((int)answer.StatusCode == status, $"{name}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Without_TLS_nothing_is_answered()
    {
        using var certificate = Make(["backup.example"]);
        await using var host = await StartAsync(Write(certificate, isPem: true, null), null);
        var answer = await RawCall.SendAsync(
            new Uri($"http://127.0.0.1:{host.Address.Port}/"), "GET /_service/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.Equal(0, answer.Status);
    }

    [Fact]
    public async Task Certificates_that_cannot_be_used_are_refused_without_their_password()
    {
        using var certificate = Make(["backup.example"]);
        var locked = Write(certificate, isPem: false, "Secret-1");
        var keyless = Path.Combine(_folder, "keyless.pfx");
        await File.WriteAllBytesAsync(keyless, certificate.Export(X509ContentType.Cert));
        var rubbish = Path.Combine(_folder, "rubbish");
        await File.WriteAllTextAsync(rubbish, "rubbish");
        foreach (var (file, password) in new[] { (locked, "Secret-2"), (locked, null), (keyless, null), (rubbish, null), (Path.Combine(_folder, "none"), null) })
        {
            var failure = await Assert.ThrowsAsync<StartFailure>(() => StartAsync(file, password));
            Assert.Equal("CertificateInvalid", failure.ErrorId);
            Assert.Contains(file, failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Secret", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--listen 0.0.0.0", "--certificate")]
    [InlineData("--listen ::", "--certificate")]
    [InlineData("--listen 192.0.2.1", "--certificate")]
    [InlineData("--listen everywhere", "everywhere")]
    [InlineData("--certificate-password-file f", "--certificate")]
    [InlineData("--log-level loud", "loud")]
    [InlineData("--log-level 3", "3")]
    public void Wrong_options_are_named(string line, string name) =>
        Assert.Contains(name, Assert.Throws<ArgumentException>(() => ServiceOptions.Parse(line.Split(' '))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("--listen 127.0.0.5")]
    [InlineData("--listen ::1")]
    [InlineData("--listen localhost")]
    [InlineData("--listen 0.0.0.0 --certificate f")]
    public void Right_ones_are_taken(string line) => Assert.NotNull(ServiceOptions.Parse(line.Split(' ')));

    private Task<ServiceHost> StartAsync(string file, string? password)
    {
        var options = new ServiceOptions { Listen = IPAddress.Any, CertificateFile = file };
        if (password != null)
        {
            options = options with { CertificatePasswordFile = Path.Combine(_folder, "password") };
            File.WriteAllText(options.CertificatePasswordFile, password + "\n");
        }

        return ServiceHost.StartAsync(options, new ServiceClock(), _ => new ScriptedEngine());
    }

    private static X509Certificate2 Make(string[] names)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=not.counted.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var alternative = new SubjectAlternativeNameBuilder();
        names.ToList().ForEach(alternative.AddDnsName);
        request.CertificateExtensions.Add(alternative.Build());
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }

    private string Write(X509Certificate2 certificate, bool isPem, string? password)
    {
        var file = Path.Combine(_folder, "certificate");
        using var key = certificate.GetRSAPrivateKey()!;
        if (isPem)
        {
            File.WriteAllText(file, certificate.ExportCertificatePem() + "\n" + (password == null
                ? key.ExportPkcs8PrivateKeyPem()
                : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000))));
        }
        else
        {
            File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, password));
        }

        return file;
    }

    private static HttpClient Trusting(X509Certificate2 own) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == own.GetCertHashString() },
    });
}

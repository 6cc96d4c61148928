using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using RaxBackup.Client.Tests.Support;
using Xunit;

namespace RaxBackup.Client.Tests.Identity;

/// <summary>Logging in, by key, password and passcode.</summary>
public sealed class LoginTests
{
    private readonly Server server = new();
    private readonly Listener listener = new();

    private ConnectOptions Options => Accounts.Options(server);

    [Theory]
    [InlineData("https://identity.example.com")]
    [InlineData("https://identity.example.com/v2.0")]
    [InlineData("https://identity.example.com/v2.0/")]
    public async Task By_api_key(string identity)
    {
        server.Then(200, Accounts.Access());
        using var connection = await Connection.OpenAsync(With(identity), listener.Call);
        Assert.Equal("https://identity.example.com/v2.0/tokens", server.Last.Address.ToString());
        AssertAlike("{\"auth\":{\"RAX-KSKEY:apiKeyCredentials\":{\"username\":\"jane\",\"apiKey\":\"s3cret-k3y\"}}}", server.Last.Body);
        Assert.Null(server.Last.Token);
        Assert.StartsWith("RaxBackup/", server.Last.Headers["User-Agent"], StringComparison.Ordinal);

        var session = connection.Session;
        Assert.Equal(("jane", "1234", "DFW", AuthenticationType.ApiKey), (session.UserName, session.TenantId, session.Region, session.AuthenticationType));
        Assert.Equal(["ORD", "DFW"], session.Regions);
        Assert.Equal((QuickTime.Start.AddDays(1), "https://identity.example.com/v2.0/"), (session.ExpiresAt, session.IdentityUri!.ToString()));
    }

    [Fact]
    public async Task By_password_in_a_tenant()
    {
        server.Then(200, Accounts.Access());
        using var connection = await Connection.OpenAsync(With(password: true, tenant: "1234"), listener.Call);
        AssertAlike("{\"auth\":{\"passwordCredentials\":{\"username\":\"jane\",\"password\":\"s3cret-k3y\"},\"tenantId\":\"1234\"}}", server.Last.Body);
        Assert.Equal(AuthenticationType.Password, connection.Session.AuthenticationType);
    }

    [Fact]
    public async Task With_a_passcode_in_three_steps()
    {
        server.Then(401, "{\"unauthorized\":{\"code\":401,\"message\":\"Additional authentication required.\"}}", ("WWW-Authenticate", "OS-MF sessionId='sess-77', factor='PASSCODE'"))
            .Then(200, Accounts.Access("mfa-token", QuickTime.Start.AddHours(3).ToOffset(TimeSpan.FromHours(-6)), tenant: null, catalog: []))
            .Then(200, Accounts.Access("full-token"));
        using var connection = await Connection.OpenAsync(With(password: true, tenant: "1234", passcode: "123456"), listener.Call);

        Assert.Equal("sess-77", server.Requests[1].Headers["X-SessionId"]);
        AssertAlike("{\"auth\":{\"RAX-AUTH:passcodeCredentials\":{\"passcode\":\"123456\"}}}", server.Requests[1].Body);
        AssertAlike("{\"auth\":{\"tenantId\":\"1234\",\"token\":{\"id\":\"mfa-token\"}}}", server.Requests[2].Body);
        Assert.Equal(AuthenticationType.MultiFactor, connection.Session.AuthenticationType);

        server.Then(200, "[]");
        await connection.Agents.ListAsync(null, listener.Call);
        Assert.Equal("full-token", server.Last.Token);
        Assert.All(new[] { "123456", "sess-77", "mfa-token", "full-token", Accounts.Key }, secret => Assert.DoesNotContain(secret, listener.Everything, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_passcode_that_is_asked_for_and_missing_is_told()
    {
        server.Then(401, "", ("WWW-Authenticate", "OS-MF sessionId='sess-77', factor='PASSCODE'"));
        var failure = await FailsAsync(With(password: true));
        Assert.Equal((FailureKind.Authentication, "PasscodeRequired"), (failure.Kind, failure.ErrorId));
        Assert.Contains("-Passcode", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_passcode_is_refused()
    {
        server.Then(401, "", ("WWW-Authenticate", "OS-MF sessionId='sess-77', factor='PASSCODE'")).Then(401, "{\"unauthorized\":{\"message\":\"Unable to authenticate with 111111.\"}}");
        var failure = await FailsAsync(With(password: true, passcode: "111111"));
        Assert.Equal("AuthenticationFailed", failure.ErrorId);
        Assert.DoesNotContain("111111", failure.Message + failure.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_tenant_a_login_without_catalog_asks_for_it()
    {
        server.Then(200, Accounts.Access(tenant: null, catalog: []));
        var failure = await FailsAsync(Options);
        Assert.Equal("TenantUnknown", failure.ErrorId);
        Assert.Contains("-TenantId", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_refused_and_appears_nowhere()
    {
        server.Then(401, $"{{\"unauthorized\":{{\"code\":401,\"message\":\"Key {Accounts.Key} is invalid.\"}}}}");
        var failure = await FailsAsync(Options);
        Assert.Equal((FailureKind.Authentication, "AuthenticationFailed"), (failure.Kind, failure.ErrorId));
        Assert.Equal("Could not log in 'jane': the service answered 401 Unauthorized: Key *** is invalid.", failure.Message);
        Assert.Contains("API key", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain(Accounts.Key, failure + failure.Body + listener.Everything, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(SocketError.ConnectionRefused)]
    [InlineData(SocketError.HostNotFound)]
    public async Task Identity_out_of_reach(SocketError why)
    {
        for (var i = 0; i < 6; i++) server.Then(new HttpRequestException("no", new SocketException((int)why)));
        var failure = await FailsAsync(Options);
        Assert.Equal((FailureKind.NoConnection, "IdentityUnreachable"), (failure.Kind, failure.ErrorId));
        Assert.Contains("https://identity.example.com/v2.0/", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://identity.example.com/")]
    [InlineData("ftp://localhost/")]
    public async Task A_secret_goes_only_to_https_or_loopback(string identity)
    {
        var failure = await FailsAsync(With(identity));
        Assert.Equal((FailureKind.InvalidArgument, "InsecureAddress"), (failure.Kind, failure.ErrorId));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000/v2.0/")]
    [InlineData("http://localhost:5000")]
    [InlineData("http://[::1]:5000")]
    public async Task Loopback_needs_no_encryption(string identity)
    {
        server.Then(200, Accounts.Access());
        using var connection = await Connection.OpenAsync(With(identity), listener.Call);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"access\":{}}")]
    [InlineData("{\"access\":{\"token\":{\"id\":\"t0ken\",\"expires\":\"never\"}}}")]
    [InlineData("{\"access\":{\"token\":\"t0ken\",\"serviceCatalog\":{}}}")]
    [InlineData("<html>hello</html>")]
    public async Task An_answer_that_is_no_login_is_unreadable_and_is_not_repeated_to_anyone(string body)
    {
        server.Then(200, body);
        var failure = await FailsAsync(Options);
        Assert.Equal("AnswerUnreadable", failure.ErrorId);
        Assert.DoesNotContain("t0ken", failure.ToString(), StringComparison.Ordinal);
    }

    private ConnectOptions With(string identity = "https://identity.example.com/", bool password = false, string? tenant = null, string? passcode = null)
    {
        var options = Options;
        return new ConnectOptions
        {
            IdentityUri = new Uri(identity),
            UserName = options.UserName,
            Secret = options.Secret,
            SecretIsPassword = password,
            TenantId = tenant,
            Passcode = passcode == null ? null : Accounts.Secure(passcode),
            AttemptTimeout = options.AttemptTimeout,
            Handler = server,
            Time = options.Time,
            Random = options.Random,
        };
    }

    private Task<RaxBackupException> FailsAsync(ConnectOptions options) => Pipelines.FailsAsync(() => Connection.OpenAsync(options, listener.Call));

    private static void AssertAlike(string expected, string? actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual!)), actual);
}

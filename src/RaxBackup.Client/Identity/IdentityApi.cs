using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Security;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RaxBackup.Client.Http;

namespace RaxBackup.Client.Identity;

/// <summary>Identity v2.0: logging in by API key, password, passcode or token, and revoking.</summary>
internal sealed class IdentityApi(RequestPipeline pipeline, ConnectOptions options)
{
    private readonly Uri address = Root(options.IdentityUri);
    private readonly LoginFailures failures = new(options, Root(options.IdentityUri));

    /// <summary>.../v2.0/, whether it was given with that or not.</summary>
    public static Uri Root(Uri identity)
    {
        var root = Addresses.Folder(Addresses.Safe(identity));
        return root.AbsolutePath.EndsWith("/v2.0/", StringComparison.OrdinalIgnoreCase) ? root : new Uri(root, "v2.0/");
    }

    /// <summary>Logs in, in one step or, where Identity asks for a passcode, in two.</summary>
    public async Task<(Login Login, AuthenticationType Type)> LogInAsync(Call call)
    {
        var first = await PostAsync(FirstStep, () => [Unwrap(options.Secret)], call).ConfigureAwait(false);
        if (first.Status != HttpStatusCode.Unauthorized)
            return (await WithCatalogAsync(first, call).ConfigureAwait(false), options.SecretIsPassword ? AuthenticationType.Password : AuthenticationType.ApiKey);

        if (SessionIdOf(first) is not { } sessionId) throw failures.Refused(first);
        if (options.Passcode is not { } passcode) throw failures.PasscodeRequired();
        var second = await PostAsync(() => SecondStep(passcode), () => [Unwrap(passcode), sessionId], call, sessionId).ConfigureAwait(false);
        return (await WithCatalogAsync(second, call).ConfigureAwait(false), AuthenticationType.MultiFactor);
    }

    /// <summary>Ends the token, which the service shares between all sessions of the user.</summary>
    public Task RevokeAsync(string token, Call call) => pipeline.SendAsync(
        new Request(Operation.Delete("RevokeToken", "tokens"), new Uri(address, "tokens"))
        {
            Headers = new Dictionary<string, string> { ["X-Auth-Token"] = token },
            AlsoAnswers = [HttpStatusCode.Unauthorized, HttpStatusCode.NotFound], // it has ended already
            Secrets = () => [token],
        }, call);

    private JObject FirstStep()
    {
        var auth = options.SecretIsPassword
            ? new JObject { ["passwordCredentials"] = new JObject { ["username"] = options.UserName, ["password"] = Unwrap(options.Secret) } }
            : new JObject { ["RAX-KSKEY:apiKeyCredentials"] = new JObject { ["username"] = options.UserName, ["apiKey"] = Unwrap(options.Secret) } };
        if (options.TenantId is { Length: > 0 } tenant) auth["tenantId"] = tenant;
        return auth;
    }

    private static JObject SecondStep(SecureString passcode) =>
        new() { ["RAX-AUTH:passcodeCredentials"] = new JObject { ["passcode"] = Unwrap(passcode) } };

    /// <summary>The answer to a passcode may lack tenant and catalog: a login by token and tenant brings them.</summary>
    private async Task<Login> WithCatalogAsync(Answer answer, Call call)
    {
        if (answer.Status == HttpStatusCode.Unauthorized) throw failures.Refused(answer);
        var login = Login.Read(answer, options.Time.GetUtcNow());
        if (!login.Catalog.IsEmpty) return login;
        if ((options.TenantId ?? login.TenantId) is not { Length: > 0 } tenant) throw failures.TenantUnknown();

        var auth = new JObject { ["tenantId"] = tenant, ["token"] = new JObject { ["id"] = login.Token } };
        var again = await PostAsync(() => auth, () => [login.Token], call).ConfigureAwait(false);
        return again.Status == HttpStatusCode.Unauthorized ? throw failures.Refused(again) : Login.Read(again, options.Time.GetUtcNow());
    }

    private async Task<Answer> PostAsync(Func<JObject> auth, Func<IEnumerable<string>> secrets, Call call, string? sessionId = null)
    {
        var body = new SecretBody(() => new JObject { ["auth"] = auth() }.ToString(Formatting.None));
        var operation = new Operation("LogIn", HttpMethod.Post, "tokens", MayRepeat: true, body) { Target = options.UserName };
        var request = new Request(operation, new Uri(address, "tokens"))
        {
            AlsoAnswers = [HttpStatusCode.Unauthorized],
            Secrets = secrets,
            Headers = sessionId == null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["X-SessionId"] = sessionId },
        };
        try
        {
            return await pipeline.SendAsync(request, call).ConfigureAwait(false);
        }
        catch (RaxBackupException failure) when (failure.Status == null && failure.Kind is (FailureKind.NoConnection or FailureKind.TimedOut))
        {
            throw failures.Unreachable(failure);
        }
        catch (RaxBackupException failure) when (failure.Kind is FailureKind.NotFound or FailureKind.InvalidRequest)
        {
            throw LoginFailures.NotIdentity(failure);
        }
    }

    private static string? SessionIdOf(Answer answer)
    {
        if (!answer.Headers.TryGetValues("WWW-Authenticate", out var values)) return null;
        var challenge = string.Join(", ", values);
        const string Pattern = @"\bOS-MF\b.*\bsessionId\s*=\s*['""]([^'""]+)['""]";
        var match = Regex.Match(challenge, Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        return match.Success ? match.Groups[1].Value : null;
    }

    private static string Unwrap(SecureString secret) => Secrets.Unwrap(secret);
}

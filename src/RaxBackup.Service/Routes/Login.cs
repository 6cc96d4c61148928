using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>What a login leads to: a token, or the session in which a passcode is asked for.</summary>
internal sealed record LoginAnswer(Token? Token, string? Challenge = null, bool WithCatalog = true);

/// <summary>The four ways to log in: API key, password, passcode of a waiting session, and a token for a tenant's catalog.</summary>
internal sealed class Login(Users users, Tokens tokens, PasscodeSessions sessions)
{
    public LoginAnswer Enter(JsonFields auth, string? sessionId)
    {
        if (auth.Object("RAX-AUTH:passcodeCredentials") is { } passcode)
        {
            var user = sessions.Close(sessionId ?? "", Needed(passcode, "passcode")) ?? throw Wrong("passcode");
            // This answer names neither tenant nor catalog: the caller gets them by logging in again with token and tenant.
            return new LoginAnswer(tokens.Issue(user, byPasscode: true), WithCatalog: false);
        }

        var found = Find(auth);
        var tenant = auth.Text("tenantId") ?? auth.Text("tenantName");
        if (tenant != null && tenant != found.User.TenantId)
        {
            throw new Refusal(RefusalKind.Unauthorized, $"User '{found.User.Name}' has no access to tenant '{tenant}'.");
        }

        if (found.Token != null)
        {
            return new LoginAnswer(found.Token);
        }

        return found.User.NeedsPasscode
            ? new LoginAnswer(null, sessions.Open(found.User))
            : new LoginAnswer(tokens.Issue(found.User));
    }

    private (User User, Token? Token) Find(JsonFields auth)
    {
        if (auth.Object("RAX-KSKEY:apiKeyCredentials") is { } key)
        {
            return (users.ByApiKey(Needed(key, "username"), Needed(key, "apiKey")) ?? throw Wrong("user name or API key"), null);
        }

        if (auth.Object("passwordCredentials") is { } password)
        {
            return (users.ByPassword(Needed(password, "username"), Needed(password, "password")) ?? throw Wrong("user name or password"), null);
        }

        if (auth.Object("token") is { } shown)
        {
            var token = tokens.Find(Needed(shown, "id")) ?? throw new Refusal(RefusalKind.Unauthorized, "The token is unknown or expired.");
            return (token.User, token);
        }

        throw Refusal.Invalid(
            "auth", "auth must hold RAX-KSKEY:apiKeyCredentials, passwordCredentials, RAX-AUTH:passcodeCredentials or token.");
    }

    private static string Needed(JsonFields fields, string name) =>
        fields.Text(name) is { Length: > 0 } text ? text : throw Refusal.Invalid(name, $"{name} is missing.");

    private static Refusal Wrong(string what) =>
        new(RefusalKind.Unauthorized, $"Unable to authenticate user with the credentials provided: wrong {what}.");
}

using System;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>Lets a request through to its operation if the caller is known, of the right tenant, and of the role that the operation needs.</summary>
internal sealed class Gate(ServiceState state, string apiKey)
{
    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Operation>() is not { } operation || operation.Credentials == Credentials.None)
        {
            return next(http);
        }

        if (operation.Credentials == Credentials.ApiKey)
        {
            RequireApiKey(http);
            return next(http);
        }

        var caller = FindCaller(http, operation.Credentials == Credentials.TokenOrBasic)
            ?? throw new Refusal(RefusalKind.Unauthorized, "The token is missing, unknown or expired (X-Auth-Token).");
        http.Features.Set(caller);
        RequireTenant(http, caller.User);
        if (caller.User.Role < operation.Needs)
        {
            throw Refusal.Forbidden($"{operation.Name} needs the role {operation.Needs}; user '{caller.User.Name}' is {caller.User.Role}.");
        }

        return next(http);
    }

    private void RequireApiKey(HttpContext http)
    {
        var given = Encoding.UTF8.GetBytes(http.Request.Headers["X-Api-Key"].ToString());
        if (!CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(apiKey)))
        {
            throw new Refusal(RefusalKind.Unauthorized, "The header X-Api-Key must hold the service's API key.");
        }
    }

    private Caller? FindCaller(HttpContext http, bool alsoBasic)
    {
        if (http.Request.Headers["X-Auth-Token"] is [{ Length: > 0 } id] && state.Tokens.Find(id) is { } token)
        {
            return new Caller(token.User, token);
        }

        return alsoBasic && ReadBasic(http.Request.Headers.Authorization) is var (name, key) && state.Users.ByApiKey(name, key) is { } user
            ? new Caller(user, null)
            : null;
    }

    private static (string Name, string Key)? ReadBasic(string? header)
    {
        const string scheme = "Basic ";
        var packed = header?.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) == true ? header[scheme.Length..].Trim() : "";
        var bytes = new byte[packed.Length];
        if (!Convert.TryFromBase64String(packed, bytes, out var length))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : (text[..colon], text[(colon + 1)..]);
    }

    private static void RequireTenant(HttpContext http, User user)
    {
        if (http.Features.GetRequiredFeature<Address>().TenantId is { } tenant && tenant != user.TenantId)
        {
            throw Refusal.Forbidden($"User '{user.Name}' has no access to tenant '{tenant}'.");
        }
    }
}

using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>Identity v2.0: tokens.</summary>
internal static class IdentityRoutes
{
    public static void MapIdentity(this IEndpointRouteBuilder routes, Users users, Tokens tokens, PasscodeSessions sessions)
    {
        var login = new Login(users, tokens, sessions);
        routes.Answer(Operations.Login, async call =>
        {
            var body = await call.SecretBodyAsync();
            var auth = body.Object("auth") ?? throw Refusal.Invalid("auth", "auth is missing; it holds the credentials.");
            var answer = login.Enter(auth, call.Http.Request.Headers["X-SessionId"]);
            if (answer.Challenge is { } session)
            {
                call.Http.Response.Headers.WWWAuthenticate = $"OS-MF sessionId='{session}', factor='PASSCODE'";
                await FaultReply.SendAsync(call.Http, StatusCodes.Status401Unauthorized, "Additional authentication credentials required");
                return;
            }

            call.Http.Features.Set(new Caller(answer.Token!.User, answer.Token));
            await Reply.JsonAsync(call.Http, 200, json => AccessJson.Write(json, answer.Token, call.Root, answer.WithCatalog));
        });
        routes.Answer(Operations.ValidateToken, call => Reply.JsonAsync(
            call.Http, 200, json => AccessJson.Write(json, Own(call, tokens), call.Root, withCatalog: false, withTenant: true)));
        routes.Answer(Operations.RevokeOwnToken, call =>
        {
            tokens.Revoke(call.Token!.Id);
            return Reply.EmptyAsync(call.Http, StatusCodes.Status204NoContent);
        });
        routes.Answer(Operations.RevokeToken, call =>
        {
            tokens.Revoke(Own(call, tokens).Id);
            return Reply.EmptyAsync(call.Http, StatusCodes.Status204NoContent);
        });
    }

    // Users deal with their own tokens; an admin with all of his tenant. Of those of another tenant nothing is to be learnt.
    private static Token Own(ApiCall call, Tokens tokens)
    {
        var token = tokens.Find(call.Text("id")) ?? throw Refusal.NotFound("Token not found.");
        if (token.User.TenantId != call.User.TenantId)
        {
            throw Refusal.NotFound("Token not found.");
        }

        return token.User == call.User || call.User.Role == Role.Admin
            ? token
            : throw Refusal.Forbidden("The token belongs to another user.");
    }
}

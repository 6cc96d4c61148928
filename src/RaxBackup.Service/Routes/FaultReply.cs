using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>
/// Errors as <c>{"itemNotFound":{"code":404,"message":"..","details":".."}}</c>. Cloud Backup documents no error body;
/// this is the form of Identity, which Rackspace's services share. Feeds have a form of their own.
/// </summary>
internal static class FaultReply
{
    public static Task SendAsync(HttpContext http, int status, string message, string? details = null) =>
        IsFeed(http)
            ? FeedFault.SendAsync(http, status, message)
            : Reply.JsonAsync(http, status, json =>
            {
                json.WriteStartObject();
                json.WriteStartObject(Name(status));
                json.WriteNumber("code", status);
                json.WriteString("message", message);
                if (details != null)
                {
                    json.WriteString("details", details);
                }

                json.WriteEndObject();
                json.WriteEndObject();
            });

    public static int Status(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Unauthorized => StatusCodes.Status401Unauthorized,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status409Conflict,
    };

    /// <summary>The fault's name by its status.</summary>
    public static string Name(int status) => status switch
    {
        400 => "badRequest",
        401 => "unauthorized",
        403 => "forbidden",
        404 => "itemNotFound",
        405 => "badMethod",
        406 => "notAcceptable",
        409 => "conflictingRequest",
        413 or 429 => "overLimit",
        503 => "serviceUnavailable",
        >= 500 => "instanceFault",
        _ => "badRequest",
    };

    private static bool IsFeed(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Credentials == Credentials.TokenOrBasic;
}

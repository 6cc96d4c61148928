using Microsoft.AspNetCore.Routing;

namespace RaxBackup.Service.Routes;

/// <summary>_service/: what is no part of the API.</summary>
internal static class ServiceRoutes
{
    public static void MapService(this IEndpointRouteBuilder routes) =>
        routes.Answer(Operations.GetHealth, call => Reply.JsonAsync(call.Http, 200, json =>
        {
            json.WriteStartObject();
            json.WriteString("status", "ok");
            json.WriteString("version", ServiceVersion.Text);
            json.WriteEndObject();
        }));
}

using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RaxBackup.Service.Routes;

/// <summary>_service/: what is no part of the API.</summary>
internal static class ServiceRoutes
{
    public static void MapService(this IEndpointRouteBuilder routes, ServiceClock clock, Func<Task> reset)
    {
        var begun = clock.Real.GetTimestamp();
        routes.Answer(Operations.GetHealth, call => Reply.JsonAsync(call.Http, 200, json =>
        {
            json.WriteStartObject();
            json.WriteString("status", "ok");
            json.WriteString("version", ServiceVersion.Text);
            // Before it is ready it does not listen.
            json.WriteBoolean("ready", true);
            json.WriteNumber("uptimeSeconds", (long)clock.Real.GetElapsedTime(begun).TotalSeconds);
            json.WriteString("clock", clock.State switch
            {
                { FrozenAt: not null } => "frozen",
                { Ahead.Ticks: not 0 } => "ahead",
                _ => "real",
            });
            json.WriteEndObject();
        }));
        routes.Answer(Operations.Reset, async call =>
        {
            await reset();
            await Reply.EmptyAsync(call.Http, StatusCodes.Status204NoContent);
        });
    }
}

using System;
using System.Globalization;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>_service/clock: what time it is for the service, and how that goes on.</summary>
internal static class ClockRoutes
{
    public static void MapClock(this IEndpointRouteBuilder routes, ServiceState state)
    {
        routes.Answer(Operations.GetClock, call => WriteAsync(call, state.Clock));
        routes.Answer(Operations.SetClock, async call =>
        {
            Change(await call.BodyAsync(), state.Clock);
            state.ClockMemory.Save();
            await WriteAsync(call, state.Clock);
        });
    }

    /// <summary>Whoever reads a time of expiry compares it with the time of the answer: both are this clock's.</summary>
    public static Task DateAsync(HttpContext http, ServiceClock clock, RequestDelegate next)
    {
        http.Response.Headers.Date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        return next(http);
    }

    private static void Change(JsonFields body, ServiceClock clock)
    {
        var (by, to, frozen) = (By(body), To(body), body.Flag("frozen"));
        if (by != null && to != null)
        {
            throw Refusal.Invalid("by", "by cannot go together with to.");
        }

        if (by == null && to == null && frozen == null)
        {
            throw Refusal.Invalid("to", "One of by, to and frozen was expected.");
        }

        if (frozen == true)
        {
            clock.Freeze();
        }

        if ((to ?? clock.GetUtcNow() + by) is { } time)
        {
            clock.StepTo(time);
        }

        if (frozen == false)
        {
            clock.Run();
        }
    }

    private static TimeSpan? By(JsonFields body) => body.Text("by") is not { } text ? null
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var by) && by >= TimeSpan.Zero && by <= ServiceClock.MostAtOnce ? by
        : throw Refusal.Invalid("by", $"by must be a time span such as 1.12:30:00, of at most {ServiceClock.MostAtOnce.TotalDays} days and not back, not '{text}'.");

    private static DateTimeOffset? To(JsonFields body) => body.Text("to") is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var to) ? to
        : throw Refusal.Invalid("to", $"to must be a time such as 2026-05-31T09:30:00Z, not '{text}'.");

    private static Task WriteAsync(ApiCall call, ServiceClock clock) => Reply.JsonAsync(call.Http, StatusCodes.Status200OK, json =>
    {
        json.WriteStartObject();
        json.WriteString("time", clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        json.WriteBoolean("frozen", clock.State.FrozenAt != null);
        json.WriteEndObject();
    });
}

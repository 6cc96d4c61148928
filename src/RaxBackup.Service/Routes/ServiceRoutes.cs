using System;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RaxBackup.Service.Faults;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>_service/: what is no part of the API.</summary>
internal static class ServiceRoutes
{
    public static void MapService(this IEndpointRouteBuilder routes, FaultTable faults)
    {
        routes.Answer(Operations.GetHealth, call => Reply.JsonAsync(call.Http, 200, json =>
        {
            json.WriteStartObject();
            json.WriteString("status", "ok");
            json.WriteString("version", ServiceVersion.Text);
            json.WriteEndObject();
        }));
        routes.Answer(Operations.AddFault, async call =>
        {
            var id = faults.Add(Read(await call.BodyAsync()));
            await Reply.JsonAsync(call.Http, StatusCodes.Status201Created, json =>
            {
                json.WriteStartObject();
                json.WriteNumber("id", id);
                json.WriteEndObject();
            });
        });
        routes.Answer(Operations.ListFaults, call => Reply.JsonAsync(call.Http, 200, json =>
        {
            json.WriteStartArray();
            foreach (var rule in faults.List())
            {
                Write(json, rule);
            }

            json.WriteEndArray();
        }));
        routes.Answer(Operations.RemoveFaults, call =>
        {
            faults.Clear();
            return Reply.EmptyAsync(call.Http, StatusCodes.Status204NoContent);
        });
        routes.Answer(Operations.RemoveFault, call => faults.Remove((int)call.Id)
            ? Reply.EmptyAsync(call.Http, StatusCodes.Status204NoContent)
            : throw Refusal.NotFound($"There is no fault {call.Id}."));
    }

    private static FaultRule Read(JsonFields body)
    {
        var rule = new FaultRule((int?)body.Number("seed"))
        {
            Operation = body.Text("operation"),
            Method = body.Text("method"),
            Path = body.Text("path"),
            StatusCode = Within(body, "statusCode", 200, 599),
            Body = body.Text("body"),
            ContentType = body.Text("contentType"),
            RetryAfter = body.Text("retryAfter"),
            Delay = TimeSpan.FromMilliseconds(Within(body, "delayMs", 0, int.MaxValue) ?? 0),
            Drop = body.Text("drop")?.ToLowerInvariant() switch
            {
                null => DropPoint.Never,
                "before" => DropPoint.Before,
                "after" => DropPoint.After,
                var other => throw Refusal.Invalid("drop", $"drop must be before or after, not '{other}'."),
            },
            Truncate = Within(body, "truncate", 0, int.MaxValue - 1),
            Count = Within(body, "count", 1, int.MaxValue),
            Skip = Within(body, "skip", 0, int.MaxValue) ?? 0,
            Probability = body.Fraction("probability") is { } p
                ? p is >= 0 and <= 1 ? p
                    : throw Refusal.Invalid("probability", $"probability must be from 0 to 1, not {p.ToString(CultureInfo.InvariantCulture)}.")
                : 1,
        };
        return rule.Operation == null && rule.Method == null && rule.Path == null
            ? throw Refusal.Invalid("operation", "A fault needs an operation, or a method and path, to strike.")
            : rule;
    }

    private static int? Within(JsonFields body, string name, int least, int most) => body.Number(name) switch
    {
        null => null,
        { } value when value >= least && value <= most => (int)value,
        { } value => throw Refusal.Invalid(name, $"{name} must be from {least} to {most}, not {value}."),
    };

    private static void Write(Utf8JsonWriter json, FaultRule rule)
    {
        json.WriteStartObject();
        json.WriteNumber("id", rule.Id);
        json.WriteString("operation", rule.Operation);
        json.WriteString("method", rule.Method);
        json.WriteString("path", rule.Path);
        json.WriteNumberOrNull("statusCode", rule.StatusCode);
        json.WriteString("body", rule.Body);
        json.WriteString("contentType", rule.ContentType);
        json.WriteString("retryAfter", rule.RetryAfter);
        json.WriteNumber("delayMs", (long)rule.Delay.TotalMilliseconds);
        json.WriteString("drop", rule.Drop == DropPoint.Never ? null : rule.Drop.ToString().ToLowerInvariant());
        json.WriteNumberOrNull("truncate", rule.Truncate);
        json.WriteNumberOrNull("count", rule.Count);
        json.WriteNumber("skip", rule.Skip);
        json.WriteNumber("probability", rule.Probability);
        json.WriteNumber("struck", rule.Struck);
        json.WriteEndObject();
    }
}

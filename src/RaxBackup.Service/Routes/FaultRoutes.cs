using System;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RaxBackup.Service.Faults;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>_service/faults: what is to go wrong.</summary>
internal static class FaultRoutes
{
    public static void MapFaults(this IEndpointRouteBuilder routes, FaultTable faults)
    {
        routes.Answer(Operations.AddFault, async call =>
        {
            var rule = FaultFields.Read(await call.BodyAsync());
            faults.Add(rule);
            await Reply.JsonAsync(call.Http, StatusCodes.Status201Created, json => Write(json, rule));
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
        routes.Answer(Operations.RemoveFault, call => faults.Remove(call.Id)
            ? Reply.EmptyAsync(call.Http, StatusCodes.Status204NoContent)
            : throw Refusal.NotFound($"There is no fault {call.Id}."));
    }

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
        json.WriteString("bodyKind", rule.BodyKind is { } kind ? JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()) : null);
        json.WriteString("retryAfter", rule.RetryAfter);
        json.WriteNumber("delayMs", (long)rule.Delay.TotalMilliseconds);
        json.WriteString("drop", rule.Drop == DropPoint.Never ? null : rule.Drop.ToString().ToLowerInvariant());
        json.WriteNumberOrNull("truncate", rule.Truncate);
        json.WriteBoolean("expireToken", rule.ExpireToken);
        json.WriteNumberOrNull("count", rule.Count);
        json.WriteNumber("skip", rule.Skip);
        json.WriteNumber("probability", rule.Probability);
        json.WriteNumberOrNull("seed", rule.Seed);
        json.WriteNumber("struck", rule.Struck);
        json.WriteEndObject();
    }
}

using System;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RaxBackup.Service.Journal;

namespace RaxBackup.Service.Routes;

/// <summary>_service/requests: what reached the service.</summary>
internal static class JournalRoutes
{
    public static void MapJournal(this IEndpointRouteBuilder routes, RequestJournal journal)
    {
        routes.Answer(Operations.ListRequests, call =>
        {
            var found = JournalFilter.Read(call.Http.Request.Query).Of(journal.List());
            return Reply.JsonAsync(call.Http, 200, json =>
            {
                json.WriteStartArray();
                foreach (var entry in found)
                {
                    Write(json, entry);
                }

                json.WriteEndArray();
            });
        });
        routes.Answer(Operations.ClearRequests, call =>
        {
            journal.Clear();
            return Reply.EmptyAsync(call.Http, StatusCodes.Status204NoContent);
        });
    }

    private static void Write(Utf8JsonWriter json, JournalEntry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("id", entry.Id);
        json.WriteString("time", entry.Time.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("method", entry.Method);
        json.WriteString("path", entry.Path);
        json.WriteString("operation", entry.Operation);
        json.WriteNumberOrNull("status", entry.StatusCode);
        json.WriteNumberOrNull("durationMs", entry.Duration is { } duration ? (long)duration.TotalMilliseconds : null);
        json.WriteString("user", entry.UserName);
        json.WriteString("tenant", entry.TenantId);
        json.WriteString("region", entry.Region);
        json.WriteNumberOrNull("requestBytes", entry.RequestBytes);
        json.WriteNumberOrNull("responseBytes", entry.ResponseBytes);
        json.WriteNumberOrNull("fault", entry.FaultId);
        json.WriteEndObject();
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Routing;
using RaxBackup.Service.Agents;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>_service/overview and _service/agents: how things stand, for the service's own page.</summary>
internal static class OverviewRoutes
{
    private const int MostDays = 366;
    private const int MostAgents = 500;

    public static void MapOverview(this IEndpointRouteBuilder routes, ServiceState state, AgentDirectory running)
    {
        routes.Answer(Operations.GetOverview, call => OverviewAsync(call, state, running));
        routes.Answer(Operations.ListAllAgents, call => AgentsAsync(call, state, running));
    }

    private static Task OverviewAsync(ApiCall call, ServiceState state, AgentDirectory running)
    {
        var (today, first) = Days(call, state);
        var (days, stored) = state.Overview.Days(first);
        var agents = state.Overview.AgentIds().CountBy(agent => Status(agent.Id, agent.IsDisabled, running)).ToDictionary();
        return Reply.JsonAsync(call.Http, 200, json =>
        {
            json.WriteStartObject();
            json.WriteString("version", ServiceVersion.Text);
            json.WriteStartObject("agents");
            foreach (var status in new[] { "Online", "Offline", "Disabled" })
            {
                json.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(status), agents.GetValueOrDefault(status));
            }

            json.WriteEndObject();
            json.WriteStartArray("days");
            var known = days.ToDictionary(day => day.Day);
            for (var at = first; at <= today; at++)
            {
                var day = known.GetValueOrDefault(at) ?? new DayRow { Day = at };
                stored += day.BytesKept;
                WriteDay(json, day, () =>
                {
                    json.WriteNumber("bytesIn", day.BytesIn);
                    json.WriteNumber("bytesOut", day.BytesOut);
                    json.WriteNumber("bytesStored", stored);
                });
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static async Task AgentsAsync(ApiCall call, ServiceState state, AgentDirectory running)
    {
        var (_, first) = Days(call, state);
        var name = call.Http.Request.Query["name"].ToString();
        var (agents, total) = state.Overview.Agents(name, Number(call, "skip", 0, int.MaxValue, 0), Number(call, "take", 1, MostAgents, 50));
        var days = state.Overview.DaysOf(agents.Select(agent => agent.MachineAgentId), first);
        var sizes = new long?[agents.Count];
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = await running.VaultBytesAsync(agents[i].MachineAgentId, call.Aborted);
        }

        await Reply.JsonAsync(call.Http, 200, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("total", total);
            json.WriteStartArray("agents");
            foreach (var (i, agent) in agents.Index())
            {
                WriteAgent(json, agent, Status(agent.MachineAgentId, agent.IsDisabled, running), sizes[i]);
                json.WriteStartArray("days");
                foreach (var day in days[agent.MachineAgentId])
                {
                    WriteDay(json, day);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void WriteAgent(Utf8JsonWriter json, AgentSummary agent, string status, long? vaultBytes)
    {
        json.WriteStartObject();
        json.WriteNumber("id", agent.MachineAgentId);
        json.WriteString("name", agent.MachineName);
        json.WriteString("tenant", agent.TenantId);
        json.WriteString("region", agent.Region);
        json.WriteString("operatingSystem", agent.OperatingSystem);
        json.WriteString("status", status);
        json.WriteBoolean("encrypted", agent.IsEncrypted);
        json.WriteNumber("configurations", agent.Configurations);
        json.WriteNumberOrNull("vaultBytes", vaultBytes);
        json.WriteString("lastSuccess", agent.LastSuccess is { } last ? Time(last) : null);
    }

    private static void WriteDay(Utf8JsonWriter json, DayRow day, Action? more = null)
    {
        json.WriteStartObject();
        json.WriteString("day", DateTimeOffset.FromUnixTimeMilliseconds(day.Day * OverviewStore.Day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteNumber("completed", day.Completed);
        json.WriteNumber("withErrors", day.WithErrors);
        json.WriteNumber("failed", day.Failed);
        json.WriteNumber("missed", day.Missed);
        json.WriteNumber("stopped", day.Stopped);
        more?.Invoke();
        json.WriteEndObject();
    }

    private static string Status(long id, bool isDisabled, AgentDirectory running) =>
        isDisabled ? "Disabled" : running.IsOnline(id) ? "Online" : "Offline";

    /// <summary>Today, and the first of as many days as were asked for, the last of which is today.</summary>
    private static (long Today, long First) Days(ApiCall call, ServiceState state)
    {
        var today = state.Clock.Now / OverviewStore.Day;
        return (today, today - Number(call, "days", 1, MostDays, 28) + 1);
    }

    /// <summary>A moment as <c>2026-05-31T09:30:00.000Z</c>.</summary>
    public static string Time(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static int Number(ApiCall call, string name, int least, int most, int otherwise) => call.Http.Request.Query[name] switch
    {
        [] => otherwise,
        [var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        var other => throw Refusal.Invalid(name, $"{name} must be a number from {least} to {most}, not '{other}'."),
    };
}

using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Routing;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>activity and system/activity/.</summary>
internal static class ActivityRoutes
{
    public static void MapActivity(this IEndpointRouteBuilder routes, ActivityStore activity, AgentStore agents)
    {
        routes.Answer(Operations.ListActivity, call => ManyAsync(call, activity.List(call.Scope)));
        routes.Answer(Operations.ListAgentActivity, call =>
            ManyAsync(call, activity.ListByAgent(call.Scope, agents.Get(call.Scope, call.Id).MachineAgentId)));
    }

    private static Task ManyAsync(ApiCall call, IReadOnlyList<ActivityRow> rows) => Reply.JsonAsync(call.Http, 200, json =>
    {
        json.WriteStartArray();
        foreach (var row in rows)
        {
            Write(json, row);
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, ActivityRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("ID", row.Id);
        json.WriteString("Type", row.Type);
        json.WriteNumber("ParentId", row.ParentId);
        json.WriteString("DisplayName", row.DisplayName);
        json.WriteBoolean("IsBackupConfigurationDeleted", row.IsConfigurationDeleted);
        json.WriteNumber("SourceMachineAgentId", row.SourceMachineAgentId);
        json.WriteString("SourceMachineName", row.SourceMachineName);
        json.WriteString("SourceDatacenter", row.SourceDatacenter);
        json.WriteNumber("DestinationMachineAgentId", row.DestinationMachineAgentId);
        json.WriteString("DestinationMachineName", row.DestinationMachineName);
        json.WriteString("DestinationDatacenter", row.DestinationDatacenter);
        json.WriteString("CurrentState", row.State.ToString());
        json.WriteTime("TimeOfActivity", row.TimeOfActivity);
        json.WriteNumber("BackupId", row.BackupId);
        json.WriteEndObject();
    }
}

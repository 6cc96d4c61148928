using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RaxBackup.Service.Agents;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>backup/.</summary>
internal static class BackupRoutes
{
    public static void MapBackups(this IEndpointRouteBuilder routes, ServiceState state, JobControl jobs, AgentDirectory agents)
    {
        routes.Answer(Operations.StartBackup, call => ActAsync(call, jobs));
        routes.Answer(Operations.GetBackup, call =>
        {
            var backup = state.Backups.Get(call.Scope, call.Id);
            Progress.Write(call.Http, backup.State, agents.Find(backup.MachineAgentId)?.Percent(JobKey.Backup(backup.BackupId)));
            return Reply.JsonAsync(call.Http, 200, json => BackupJson.Write(json, backup));
        });
        routes.Answer(Operations.GetBackupReport, async call =>
        {
            var backup = state.Backups.Get(call.Scope, call.Id);
            if (!backup.State.IsOver())
            {
                throw Refusal.NotFound($"Backup {backup.BackupId} has no report yet; it is {backup.State}.");
            }

            var errors = state.Backups.Errors(backup.BackupId);
            var canRestore = (await WithDataAsync(call, agents, [backup])).Count == 1;
            await Reply.JsonAsync(call.Http, 200, json => BackupJson.WriteReport(json, backup, canRestore, errors));
        });
        routes.Answer(Operations.ListCompletedBackups, async call =>
        {
            _ = state.Configurations.Get(call.Scope, call.Id);
            var backups = await WithDataAsync(call, agents, state.Backups.ListRestorable(call.Scope, call.Id));
            await Reply.JsonAsync(call.Http, 200, json => BackupJson.WriteCompleted(json, backups));
        });
        routes.Answer(Operations.ListRestorePoints, async call =>
        {
            var points = await NewestWithDataAsync(call, agents, state.Backups.ListRestorable(call.Scope));
            await Reply.JsonAsync(call.Http, 200, json => BackupJson.WriteRestorePoints(json, points));
        });
    }

    private static async Task ActAsync(ApiCall call, JobControl jobs)
    {
        var action = JobAction.Read(await call.BodyAsync());
        if (action.IsStart)
        {
            var id = jobs.StartBackup(call.Scope, action.Id);
            await Reply.TextAsync(call.Http, 200, "application/json; charset=utf-8", id.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            jobs.StopBackup(call.Scope, action.Id);
            await Reply.EmptyAsync(call.Http, StatusCodes.Status204NoContent);
        }
    }

    // Those that can be restored: complete, of a configuration that is there, and with their data in the vault.
    private static async Task<List<BackupRow>> WithDataAsync(ApiCall call, AgentDirectory agents, IReadOnlyList<BackupRow> backups)
    {
        var restorable = new List<BackupRow>();
        foreach (var backup in backups)
        {
            if (backup.State.IsRestorable() && !backup.IsConfigurationDeleted && await HasDataAsync(call, agents, backup))
            {
                restorable.Add(backup);
            }
        }

        return restorable;
    }

    // Of each configuration the newest that is in the vault; they come newest first.
    private static async Task<List<BackupRow>> NewestWithDataAsync(ApiCall call, AgentDirectory agents, IReadOnlyList<BackupRow> backups)
    {
        var newest = new List<BackupRow>();
        foreach (var backup in backups)
        {
            if (newest.LastOrDefault()?.ConfigurationId != backup.ConfigurationId && await HasDataAsync(call, agents, backup))
            {
                newest.Add(backup);
            }
        }

        return newest;
    }

    private static async Task<bool> HasDataAsync(ApiCall call, AgentDirectory agents, BackupRow backup) =>
        agents.Find(backup.MachineAgentId) is not { } agent || await agent.HasDataAsync(backup.BackupId, call.Aborted);
}

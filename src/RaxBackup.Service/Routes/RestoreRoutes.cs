using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RaxBackup.Service.Agents;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>restore/.</summary>
internal static class RestoreRoutes
{
    public static void MapRestores(this IEndpointRouteBuilder routes, ServiceState state, JobControl jobs, AgentDirectory agents)
    {
        routes.Answer(Operations.CreateRestore, async call =>
        {
            var made = await CheckAsync(call, await call.BodyAsync(), state, jobs);
            await OneAsync(call, state, state.Restores.Get(call.Scope, state.Restores.Add(made)));
        });
        routes.Answer(Operations.UpdateRestore, call => UpdateAsync(call, state, jobs));
        routes.Answer(Operations.GetRestore, call =>
        {
            var restore = state.Restores.Get(call.Scope, call.Id);
            Progress.Write(call.Http, restore.State, agents.Find(restore.DestinationMachineId)?.Percent(JobKey.Restore(restore.RestoreId)));
            return OneAsync(call, state, restore);
        });
        routes.Answer(Operations.AddRestoreItem, call => AddItemAsync(call, state));
        routes.Answer(Operations.RemoveRestoreItem, call =>
        {
            RestoreRules.RequireCreating("id", state.Restores.GetByItem(call.Scope, call.Id));
            return state.Restores.RemoveItem(call.Id)
                ? Reply.EmptyAsync(call.Http, StatusCodes.Status204NoContent)
                : throw Refusal.NotFound($"There is no file {call.Id} of a restore any more.");
        });
        routes.Answer(Operations.ListRestoreItems, call =>
        {
            var items = state.Restores.Items(state.Restores.Get(call.Scope, call.Id).RestoreId);
            return Reply.JsonAsync(call.Http, 200, json => RestoreJson.WriteItems(json, items));
        });
        routes.Answer(Operations.StartRestore, call => ActAsync(call, jobs));
        routes.Answer(Operations.GetRestoreReport, call =>
        {
            var restore = state.Restores.Get(call.Scope, call.Id);
            if (!restore.State.IsOver())
            {
                throw Refusal.NotFound($"Restore {restore.RestoreId} has no report yet; it is {restore.State}.");
            }

            var errors = state.Restores.Errors(restore.RestoreId);
            return Reply.JsonAsync(call.Http, 200, json => RestoreJson.WriteReport(json, restore, errors));
        });
    }

    private static Task OneAsync(ApiCall call, ServiceState state, RestoreRow restore)
    {
        var items = state.Restores.Items(restore.RestoreId);
        return Reply.JsonAsync(call.Http, 200, json => RestoreJson.Write(json, restore, items));
    }

    // RestoreStateId is read for its kind only: samples send 1 (Queued) of a restore that is Creating. Starting is an operation of its own.
    private static async Task UpdateAsync(ApiCall call, ServiceState state, JobControl jobs)
    {
        var body = await call.BodyAsync();
        var id = body.Number("RestoreId") ?? throw Refusal.Invalid("RestoreId", "RestoreId is missing; the id of a restore was expected.");
        RestoreRules.RequireCreating("RestoreId", state.Restores.Get(call.Scope, id));
        _ = body.Number("RestoreStateId");
        var made = await CheckAsync(call, body, state, jobs);
        RestoreRules.RequireConfiguration(body.Number("BackupConfigurationId"), state.Backups.Get(call.Scope, made.BackupId));
        if (!state.Restores.Update(id, made))
        {
            // It was started between the look and the deed: the rule now says why not.
            RestoreRules.RequireCreating("RestoreId", state.Restores.Get(call.Scope, id));
        }

        await Reply.EmptyAsync(call.Http, StatusCodes.Status204NoContent);
    }

    private static async Task<NewRestore> CheckAsync(ApiCall call, JsonFields body, ServiceState state, JobControl jobs)
    {
        var draft = new RestoreDraft(
            body.Number("BackupId"), body.Number("BackupMachineId"), body.Number("DestinationMachineId"),
            body.Text("DestinationPath"), body.Flag("OverwriteFiles"), body.Text("BackupDataCenter"));
        var id = draft.BackupId ?? throw Refusal.Invalid("BackupId", "BackupId is missing; a whole number was expected.");
        var backup = await jobs.RequireRestorableAsync(call.Scope, id, call.Aborted);
        return RestoreRules.Check(draft, backup, state.Agents.Find(call.Scope, draft.DestinationMachineId ?? 0));
    }

    private static async Task AddItemAsync(ApiCall call, ServiceState state)
    {
        var body = await call.BodyAsync();
        var draft = new RestoreItemDraft(
            body.Number("ParentId"), ConfigurationBody.ReadPath(body), body.Text("Filter"), body.Text("FileItemType"));
        var id = draft.ParentId ?? throw Refusal.Invalid("ParentId", "ParentId is missing; the id of a restore was expected.");
        var item = RestoreRules.Check(draft, state.Restores.Get(call.Scope, id));
        if (!state.Restores.AddItem(item))
        {
            // It was started between the look and the deed: the rule now says why not.
            RestoreRules.Check(draft, state.Restores.Get(call.Scope, id));
        }

        await Reply.EmptyAsync(call.Http, 200);
    }

    private static async Task ActAsync(ApiCall call, JobControl jobs)
    {
        var action = JobAction.Read(await call.BodyAsync());
        if (action.IsStart)
        {
            await jobs.StartRestoreAsync(call.Scope, action.Id, action.EncryptedPassword, call.Aborted);
        }
        else
        {
            jobs.StopRestore(call.Scope, action.Id);
        }

        await Reply.EmptyAsync(call.Http, StatusCodes.Status204NoContent);
    }
}

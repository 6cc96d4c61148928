using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RaxBackup.Service.Agents;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>agent/enable, delete, migratevault, logging, encrypt and changeencryption: the agent's id stands in the body.</summary>
internal static class AgentChangeRoutes
{
    private const string Id = "MachineAgentId";

    public static void MapAgentChanges(
        this IEndpointRouteBuilder routes, ServiceState state, AgentDirectory running, Deletion deletion, Encryption encryption)
    {
        routes.Answer(Operations.EnableAgent, async call =>
        {
            var body = await call.BodyAsync();
            var isEnabled = AgentBody.ReadEnable(body);
            state.Agents.SetDisabled(Known(call, body, state.Agents), !isEnabled);
            await Reply.EmptyAsync(call.Http, StatusCodes.Status204NoContent);
        });
        // The reference documents 204 and yet shows a body, which no 204 can have: the code is the contract, and it repeats the request anyway.
        routes.Answer(Operations.DeleteAgent, async call =>
        {
            deletion.Delete(call.Scope, ApiCall.NeededId(await call.BodyAsync(), Id));
            await Reply.EmptyAsync(call.Http, StatusCodes.Status204NoContent);
        });
        routes.Answer(Operations.MigrateVault, async call =>
        {
            var body = await call.BodyAsync();
            var (from, to) = (ApiCall.NeededId(body, "SourceMachineAgentId"), ApiCall.NeededId(body, "DestinationMachineAgentId"));
            if (from == to)
            {
                throw Refusal.Invalid("DestinationMachineAgentId", $"Agent {from} cannot be migrated to itself.");
            }

            state.VaultMigration.Move(Own(call, from, state.Agents), Own(call, to, state.Agents));
            await Reply.EmptyAsync(call.Http, StatusCodes.Status200OK);
        });
        routes.Answer(Operations.SetLogLevel, async call =>
        {
            var body = await JsonBody.ReadAlsoFormAsync(call.Http);
            var level = AgentBody.ReadLogLevel(body);
            var id = Known(call, body, state.Agents);
            state.Agents.SetLogLevel(id, level);
            running.Find(id)?.SetLogLevel(level);
            await Reply.EmptyAsync(call.Http, StatusCodes.Status200OK);
        });
        routes.Answer(Operations.EnableEncryption, async call =>
        {
            var body = await call.SecretBodyAsync();
            await encryption.EnableAsync(call.Scope, ApiCall.NeededId(body, Id), body.Text("EncryptedPasswordHex"), call.Aborted);
            await RequestIdAsync(call);
        });
        routes.Answer(Operations.ChangeEncryption, async call =>
        {
            var body = await call.SecretBodyAsync();
            await encryption.ChangeAsync(
                call.Scope, ApiCall.NeededId(body, Id), body.Text("OldEncryptedPasswordHex"), body.Text("NewEncryptedPasswordHex"), call.Aborted);
            await RequestIdAsync(call);
        });
    }

    private static long Known(ApiCall call, JsonFields body, AgentStore agents) =>
        agents.Get(call.Scope, ApiCall.NeededId(body, Id)).MachineAgentId;

    // Both must be the caller's own: another user's agent is refused like one that does not exist, so that nothing is learnt of it.
    private static AgentRow Own(ApiCall call, long id, AgentStore agents) =>
        agents.Find(call.Scope, id)
        ?? throw Refusal.Forbidden($"The vault cannot be migrated: agent {id} is not one of yours in {call.Scope.Region}.");

    // The real service answers the id under which it passes the passphrase on to the agent; here it has been carried out by now.
    private static Task RequestIdAsync(ApiCall call) =>
        Reply.TextAsync(call.Http, 200, "application/json; charset=utf-8", $"\"{Guid.NewGuid()}\"");
}

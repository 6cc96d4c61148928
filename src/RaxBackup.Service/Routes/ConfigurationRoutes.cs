using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Routing;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>backup-configuration/.</summary>
internal static class ConfigurationRoutes
{
    public static void MapConfigurations(this IEndpointRouteBuilder routes, ConfigurationStore configurations, AgentStore agents, ServiceClock clock)
    {
        routes.Answer(Operations.CreateConfiguration, async call =>
        {
            var made = ConfigurationRules.Check(ConfigurationBody.Read(await call.BodyAsync()), clock.Now);
            _ = agents.Get(call.Scope, made.MachineAgentId);
            var id = configurations.Create(made, rows => AgentDocument.Check(rows, clock.GetUtcNow()));
            await OneAsync(call, configurations.Get(call.Scope, id), clock);
        });
        routes.Answer(Operations.UpdateConfiguration, async call =>
        {
            var present = configurations.GetLive(call.Scope, call.Id);
            var made = ConfigurationRules.Check(ConfigurationBody.ReadUpdate(await call.BodyAsync(), present), present.CreatedTime);
            configurations.Update(present.ConfigurationId, made, rows => AgentDocument.Check(rows, clock.GetUtcNow()));
            await Reply.EmptyAsync(call.Http, 200);
        });
        routes.Answer(Operations.EnableConfiguration, async call =>
        {
            var present = configurations.GetLive(call.Scope, call.Id);
            configurations.SetActive(present.ConfigurationId, AgentBody.ReadEnable(await call.BodyAsync()));
            await OneAsync(call, configurations.Get(call.Scope, call.Id), clock);
        });
        routes.Answer(Operations.GetConfiguration, call => OneAsync(call, configurations.Get(call.Scope, call.Id), clock));
        routes.Answer(Operations.ListConfigurations, call => ManyAsync(call, configurations.List(call.Scope), clock));
        routes.Answer(Operations.ListAgentConfigurations, call =>
        {
            var agent = agents.Get(call.Scope, call.Id);
            return ManyAsync(call, configurations.ListByAgent(call.Scope, agent.MachineAgentId), clock);
        });
        routes.Answer(Operations.DeleteConfiguration, call =>
        {
            configurations.Delete(call.Scope, call.Id);
            return Reply.EmptyAsync(call.Http, 200);
        });
    }

    private static Task OneAsync(ApiCall call, ConfigurationRow row, ServiceClock clock) =>
        Reply.JsonAsync(call.Http, 200, json => ConfigurationJson.Write(json, row, clock.GetUtcNow()));

    private static Task ManyAsync(ApiCall call, IReadOnlyList<ConfigurationRow> rows, ServiceClock clock) => Reply.JsonAsync(call.Http, 200, json =>
    {
        json.WriteStartArray();
        foreach (var row in rows)
        {
            ConfigurationJson.Write(json, row, clock.GetUtcNow());
        }

        json.WriteEndArray();
    });
}

using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using RaxBackup.Service.Routes;

namespace RaxBackup.Service.Tests;

/// <summary>A request; <paramref name="Id"/> is where it names what it is about: "" in the path, else a field of the body, null nowhere.</summary>
public sealed record Call(string Path, string? Body = null, string? Id = null)
{
    public string? Token { get; init; }

    public string? Host { get; init; }

    public Call WithId(string id)
    {
        if (Id is { Length: > 0 })
        {
            var body = JsonNode.Parse(Body!)!.AsObject();
            body[Id] = id;
            return this with { Body = body.ToJsonString() };
        }

        return this with { Path = Path[..(Path.LastIndexOf('/') + 1)] + id };
    }
}

/// <summary>For each operation a request that succeeds, on things made for it.</summary>
internal sealed class GoodCalls(RunningService service)
{
    /// <summary>The request; of several for different successes, or for a conflict, the one that leads to that code.</summary>
    public async Task<Call> MakeAsync(string operation, int code) => operation switch
    {
        "EnableAgent" => Body(operation, $$"""{"MachineAgentId":{{service.AddAgent()}},"Enable":false}""", "MachineAgentId"),
        "DeleteAgent" => Body(operation, $$"""{"MachineAgentId":{{service.AddAgent()}}}""", "MachineAgentId"),
        "SetLogLevel" => Body(operation, $$"""{"MachineAgentId":{{service.AddAgent()}},"LoggingLevelId":4}""", "MachineAgentId"),
        "MigrateVault" => Body(operation, $$"""{"SourceMachineAgentId":{{service.AddAgent()}},"DestinationMachineAgentId":{{service.AddAgent()}}}"""),
        "EnableEncryption" => await EncryptionAsync(operation, service.AddAgent()),
        "ChangeEncryption" => await ChangeAsync(operation, service.AddAgent()),
        "UpdateAgent" => Path(operation, service.Host.AgentId, """{"UseServiceNet":true}"""),
        "GetAgent" or "ListAgentConfigurations" or "ListAgentActivity" => Path(operation, service.Host.AgentId),
        "GetAgentByHostServer" => Path(operation, (await service.GetAsync($"v1.0/agent/{service.Host.AgentId}")).Json.Text("HostServerId")!)
            with { Id = code == 400 ? null : "" },
        "CreateConfiguration" => Body(operation, Bodies.Configuration(service.Host.AgentId, await NameAsync(code == 409)), "MachineAgentId"),
        "UpdateConfiguration" => Path(
            operation, await service.CreateConfigurationAsync(NewName()), Bodies.Configuration(service.Host.AgentId, NewName())),
        "EnableConfiguration" => Path(operation, await service.CreateConfigurationAsync(NewName()), """{"Enable":false}"""),
        "GetConfiguration" or "DeleteConfiguration" or "ListCompletedBackups" =>
            Path(operation, await service.CreateConfigurationAsync(NewName())),
        "StartBackup" when code == 204 => Body(operation, Action("StopManual", await UnendingBackupAsync()), "Id"),
        "StartBackup" => Body(operation, Action("StartManual", await service.CreateConfigurationAsync(NewName())), "Id"),
        "GetBackup" or "GetBackupReport" => Path(operation, await BackupAsync()),
        "CreateRestore" => Body(operation, Bodies.Restore(await BackupAsync(), service.Host.AgentId), "BackupId"),
        "UpdateRestore" => await UpdateAsync(operation),
        "AddRestoreItem" => Body(operation, Bodies.Item(await RestoreAsync(), "/data/one.txt"), "ParentId"),
        "GetRestore" or "ListRestoreItems" => Path(operation, await RestoreAsync()),
        "RemoveRestoreItem" => Path(operation, await ItemAsync()),
        "StartRestore" => Body(operation, Action("StartManual", await RestoreAsync()), "Id"),
        "GetRestoreReport" => Path(operation, await EndedRestoreAsync()),
        _ => new Call(Route(operation), Operations.All.Single(o => o.Name == operation).Method == "POST" ? "" : null),
    };

    private async Task<Call> EncryptionAsync(string operation, long agent) => Body(
        operation, $$"""{"MachineAgentId":{{agent}},"EncryptedPasswordHex":"{{await service.SealAsync(agent, "first")}}"}""", "MachineAgentId");

    private async Task<Call> ChangeAsync(string operation, long agent)
    {
        await service.EncryptAsync(agent, "first");
        return Body(
            operation,
            $$"""
            {"MachineAgentId":{{agent}},"OldEncryptedPasswordHex":"{{await service.SealAsync(agent, "first")}}",
             "NewEncryptedPasswordHex":"{{await service.SealAsync(agent, "second")}}"}
            """,
            "MachineAgentId");
    }

    private async Task<Call> UpdateAsync(string operation)
    {
        var backup = await BackupAsync();
        var body = JsonNode.Parse(Bodies.Restore(backup, service.Host.AgentId, "/changed"))!.AsObject();
        body["RestoreId"] = await service.CreateRestoreAsync(backup);
        return Body(operation, body.ToJsonString(), "RestoreId");
    }

    private async Task<string> NameAsync(bool isTaken)
    {
        var name = NewName();
        if (isTaken)
        {
            await service.CreateConfigurationAsync(name);
        }

        return name;
    }

    private async Task<long> BackupAsync() => await service.RunBackupAsync(await service.CreateConfigurationAsync(NewName()));

    private async Task<long> UnendingBackupAsync()
    {
        service.Engine.Hold = new TaskCompletionSource();
        return await service.StartBackupAsync(await service.CreateConfigurationAsync(NewName()));
    }

    private async Task<long> RestoreAsync() => await service.CreateRestoreAsync(await BackupAsync());

    private async Task<long> ItemAsync()
    {
        var restore = await RestoreAsync();
        await service.SendAsync("PUT", "v1.0/restore/files", Bodies.Item(restore, "/data/one.txt"));
        return (await service.GetAsync($"v1.0/restore/files/{restore}")).Json[0].Number("FileId");
    }

    private async Task<long> EndedRestoreAsync()
    {
        var restore = await RestoreAsync();
        await service.SendAsync("POST", "v1.0/restore/action-requested", Action("StartManual", restore));
        await service.DoneAsync(State.JobKey.Restore(restore));
        return restore;
    }

    private static string NewName() => Guid.NewGuid().ToString();

    private static string Action(string action, long id) => $$"""{"Action":"{{action}}","Id":{{id}}}""";

    private static Call Body(string operation, string body, string? id = null) => new(Route(operation), body, id);

    private static Call Path(string operation, object id, string? body = null) => new Call(Route(operation), body, "").WithId(id.ToString()!);

    private static string Route(string operation) => Operations.All.Single(o => o.Name == operation).Path[1..];
}

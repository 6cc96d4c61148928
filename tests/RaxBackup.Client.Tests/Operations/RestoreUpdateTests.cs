using System.Text.Json.Nodes;
using System.Threading.Tasks;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Client.Tests.Operations;

/// <summary>A restore is changed by sending the whole of it: what was not named stays as it was read.</summary>
public sealed class RestoreUpdateTests
{
    private const string Read = """
        {"RestoreId":14387,"BackupId":133599,"DestinationMachineId":156953,"OverwriteFiles":"true","BackupConfigurationId":148325,
         "BackupConfigurationName":"x","BackupMachineId":156953,"DestinationPath":"C:\\RestoredPath","BackupDataCenter":"DFW",
         "IsEncrypted":false,"RestoreStateId":0}
        """;

    private readonly Server server = new();
    private readonly Listener listener = new();

    [Fact]
    public async Task It_has_the_keys_and_kinds_of_the_sample()
    {
        var sent = await SentAsync(new RestoreChanges());
        var sample = JsonNode.Parse(WireFiles.Read("UpdateRestore", "request"))!.AsObject();
        sample["RestoreStateId"] = 0;
        Assert.True(JsonNode.DeepEquals(sample, sent), sent.ToJsonString());
        Assert.Equal(["GET /v1.0/1234/restore/14387", "POST /v1.0/1234/restore"], server.Paths());
    }

    [Fact]
    public async Task What_is_named_is_changed()
    {
        var sent = await SentAsync(new RestoreChanges("/elsewhere", 5, false));
        Assert.Equal(("/elsewhere", 5, false), ((string)sent["DestinationPath"]!, (int)sent["DestinationMachineId"]!, (bool)sent["OverwriteFiles"]!));
        Assert.Equal(156953, (int)sent["BackupMachineId"]!);
    }

    [Fact]
    public async Task What_has_been_started_is_left_alone()
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, WireFiles.Read("GetRestore", "response"));
        var failure = await Pipelines.FailsAsync(() => connection.Restores.UpdateAsync(null, 1394, new RestoreChanges("/elsewhere"), listener.Call));
        Assert.Equal((FailureKind.Conflict, "RestoreAlreadyStarted"), (failure.Kind, failure.ErrorId));
        Assert.Contains("Completed", failure.Message, System.StringComparison.Ordinal);
        Assert.Equal("GET", server.Last.Method);
    }

    private async Task<JsonObject> SentAsync(RestoreChanges changes)
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, Read).Then(204);
        await connection.Restores.UpdateAsync(null, 14387, changes, listener.Call);
        return JsonNode.Parse(server.Last.Body!)!.AsObject();
    }
}

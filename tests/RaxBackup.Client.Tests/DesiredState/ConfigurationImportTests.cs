using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using RaxBackup.Client.DesiredState;
using RaxBackup.Client.Tests.Support;
using Xunit;

namespace RaxBackup.Client.Tests.DesiredState;

/// <summary>Brings configurations to what files describe: by agent and name, only what differs, nothing twice.</summary>
public sealed class ConfigurationImportTests
{
    private const string Agents = """[{"MachineAgentId":1,"MachineName":"web01"},{"MachineAgentId":2,"MachineName":"twin"},{"MachineAgentId":3,"MachineName":"TWIN"}]""";

    private static readonly ConfigurationSettings Wanted = ConfigurationFileTests.Weekly with { Name = "a", Frequency = BackupFrequency.Manually, At = null, DayOfWeek = null };

    private readonly Server server = new();
    private readonly Listener listener = new();

    [Fact]
    public async Task What_is_not_there_is_created_with_all_its_fields()
    {
        using var connection = await OpenAsync();
        var step = await Import(connection).PlanAsync(new("WEB01", Wanted), listener.Call);
        Assert.Equal((false, "Create", "configuration 'a' of WEB01", 1L), (step.IsDone, step.Action, step.Target, step.AgentId));
        Assert.Contains("RetentionDays: 60", step.Words, StringComparison.Ordinal);
        server.Otherwise = _ => Server.Answer(200, "{\"BackupConfigurationId\":9}");
        Assert.Equal(9, (await Import(connection).ApplyAsync(step, false, listener.Call))!.BackupConfigurationId);
        Assert.Equal("POST /v1.0/1234/backup-configuration", server.Paths().Last());
        Assert.Equal("a", (string)JsonNode.Parse(server.Last.Body!)!["BackupConfigurationName"]!);
    }

    [Fact]
    public async Task What_differs_is_updated_and_only_that_is_told()
    {
        using var connection = await OpenAsync(One("a", ("VersionRetention", 0), ("NotifyFailure", false), ("BackupPostscript", "old")));
        var step = await Import(connection).PlanAsync(new("web01", Wanted with { PostScript = null }), listener.Call);
        Assert.Equal(["RetentionDays: 0 -> 60", "NotifyOnFailure: false -> true"], step.Differences.Select(difference => difference.ToString()));
        Assert.Equal("Update configuration 'a' of web01\n  RetentionDays: 0 -> 60\n  NotifyOnFailure: false -> true", step.Words);
        await Import(connection).ApplyAsync(step, false, listener.Call);
        Assert.Equal("PUT /v1.0/1234/backup-configuration/7", server.Paths().Last());
        Assert.Equal(60, (int)JsonNode.Parse(server.Last.Body!)!["VersionRetention"]!);
        Assert.Equal("old", (string)JsonNode.Parse(server.Last.Body!)!["BackupPostscript"]!);
    }

    [Fact]
    public async Task What_is_as_it_should_be_is_left_alone_whatever_the_order_of_its_lists()
    {
        using var connection = await OpenAsync(One("a"));
        Assert.True((await Import(connection).PlanAsync(new("web01", Wanted), listener.Call)).IsDone);
    }

    [Fact]
    public async Task A_deleted_one_of_the_name_is_not_the_one()
    {
        using var connection = await OpenAsync(One("a", ("IsDeleted", true)));
        Assert.Equal("Create", (await Import(connection).PlanAsync(new("web01", Wanted), listener.Call)).Action);
    }

    [Fact]
    public async Task Agents_and_configurations_are_listed_once()
    {
        using var connection = await OpenAsync(One("a"));
        var import = Import(connection);
        foreach (var name in new[] { "a", "b", "c" }) await import.PlanAsync(new("web01", Wanted with { Name = name }), listener.Call);
        Assert.Equal(["GET /v1.0/1234/user/agents", "GET /v1.0/1234/backup-configuration/system/1"], server.Paths());
    }

    [Fact]
    public async Task Another_agent_takes_what_a_file_has_for_any_machine()
    {
        using var connection = await OpenAsync(One("a"));
        var step = await Import(connection, agentId: 3).PlanAsync(new("gone", Wanted), listener.Call);
        Assert.Equal(3, step.AgentId);
        Assert.Equal(["GET /v1.0/1234/backup-configuration/system/3"], server.Paths());
    }

    [Theory]
    [InlineData("nobody", "AgentNotFound", FailureKind.NotFound)]
    [InlineData("twin", "AgentAmbiguous", FailureKind.Conflict)]
    [InlineData(null, "MachineNameMissing", FailureKind.InvalidRequest)]
    [InlineData("web01", "ConfigurationAmbiguous", FailureKind.Conflict)]
    public async Task What_is_not_one_thing_is_told_with_its_place(string? machine, string id, FailureKind kind)
    {
        using var connection = await OpenAsync(One("a"), One("a"));
        var failure = await Pipelines.FailsAsync(() => Import(connection).PlanAsync(new(machine, Wanted, "f.json, line 4, $.Configurations[0]"), listener.Call));
        Assert.Equal((kind, id), (failure.Kind, failure.ErrorId));
        Assert.StartsWith("f.json, line 4, $.Configurations[0]: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_one_twice_is_refused_the_second_time()
    {
        using var connection = await OpenAsync();
        var import = Import(connection);
        await import.PlanAsync(new("web01", Wanted, "f, 1"), listener.Call);
        var failure = await Pipelines.FailsAsync(() => import.PlanAsync(new("Web01", Wanted, "g, 2"), listener.Call));
        Assert.Equal(("ConfigurationDuplicate", true), (failure.ErrorId, failure.Message.Contains("f, 1", StringComparison.Ordinal)));
    }

    private static ConfigurationImport Import(Connection connection, long? agentId = null) => new(connection.Agents, connection.Configurations, null, agentId);

    private static JsonObject One(string name, params (string Field, JsonNode Value)[] other)
    {
        var one = new JsonObject
        {
            ["BackupConfigurationId"] = 7,
            ["MachineAgentId"] = 1,
            ["MachineName"] = "web01",
            ["BackupConfigurationName"] = name,
            ["IsActive"] = true,
            ["VersionRetention"] = 60,
            ["MissedBackupActionId"] = 2,
            ["Frequency"] = "Manually",
            ["TimeZoneId"] = "Eastern Standard Time",
            ["NotifyRecipients"] = "b@example.com; a@example.com",
            ["NotifyFailure"] = true,
            ["BackupPrescript"] = "stop \\ now",
            ["BackupPostscript"] = "",
            ["Inclusions"] = Items(("/a", "Folder"), ("/b", "Folder"), ("C:\\f.txt", "File")),
            ["Exclusions"] = Items(("/a/ü", "Folder")),
        };
        foreach (var (field, value) in other) one[field] = value;
        return one;
    }

    private static JsonArray Items(params (string Path, string Type)[] items) =>
        [.. items.Select(item => new JsonObject { ["FilePath"] = item.Path, ["FileItemType"] = item.Type })];

    private async Task<Connection> OpenAsync(params JsonObject[] configurations)
    {
        var connection = await Accounts.OpenAsync(server);
        var list = new JsonArray([.. configurations.Cast<JsonNode>()]).ToJsonString();
        server.Otherwise = request => Server.Answer(200, request.Address.AbsolutePath.EndsWith("agents", StringComparison.Ordinal) ? Agents : list);
        return connection;
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Client.Tests.Operations;

/// <summary>The operations that change agents, configurations, backups and restores: what is sent is what the reference texts show.</summary>
public sealed class ChangeTests
{
    private readonly QuickTime time = new();
    private readonly Server server = new();
    private readonly Listener listener = new();

    /// <summary>By golden request: the change whose body it is, after the reads that it needs.</summary>
    private static readonly Dictionary<string, Func<Connection, Call, Task>> Changes = new()
    {
        ["EnableAgent/request.enable"] = (on, call) => on.Agents.SwitchAsync(null, 92384579, true, call),
        ["EnableAgent/request.disable"] = (on, call) => on.Agents.SwitchAsync(null, 92384579, false, call),
        ["UpdateAgent/request"] = (on, call) => on.Agents.UpdateAsync(null, 213564, "DFW", true, call),
        ["DeleteAgent/request"] = (on, call) => on.Agents.DeleteAsync(null, 92384579, call),
        ["MigrateVault/request"] = (on, call) => on.Agents.MigrateVaultAsync(null, 1, 2, call),
        ["EnableConfiguration/request.enable"] = (on, call) => on.Configurations.SwitchAsync(null, 148325, true, call),
        ["EnableConfiguration/request.disable"] = (on, call) => on.Configurations.SwitchAsync(null, 148325, false, call),
        ["StartBackup/request.stop"] = (on, call) => on.Backups.StopAsync(null, 368785, call),
        ["StartRestore/request.stop"] = (on, call) => on.Restores.StopAsync(null, 13689, call),
        ["RemoveRestoreItem/"] = (on, call) => on.Restores.RemoveItemAsync(null, 35000, call),
        ["SetLogLevel/request.txt"] = (on, call) => on.Agents.SetLogLevelAsync(null, 1311839, AgentLogLevel.Trace, call),
    };

    public static TheoryData<string> Names => [.. Changes.Keys];

    /// <summary>What may be sent again when nobody knows whether the service has acted.</summary>
    public static TheoryData<string> Repeated =>
        ["EnableAgent/request.disable", "UpdateAgent/request", "SetLogLevel/request.txt", "EnableConfiguration/request.enable"];

    public static TheoryData<string> SentOnce =>
        ["DeleteAgent/request", "MigrateVault/request", "StartBackup/request.stop", "StartRestore/request.stop"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_is_sent_as_in_the_sample(string sample)
    {
        var (operation, file) = (sample.Split('/')[0], sample.Split('/')[1]);
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(200, AnswerTo(operation));
        await Changes[sample](connection, listener.Call);

        var (method, path) = WireFiles.Route(operation);
        Assert.Equal(method, server.Last.Method);
        Assert.Matches("^" + System.Text.RegularExpressions.Regex.Replace(path, @"\{\w+\}", "[0-9]+") + "$", server.Last.Address.AbsolutePath);
        if (file.EndsWith(".txt", StringComparison.Ordinal))
        {
            Assert.Equal(WireFiles.Text(operation, file).Trim(), server.Last.Body);
            Assert.Equal("application/x-www-form-urlencoded", server.Last.Headers["Content-Type"]);
        }
        else if (file.Length == 0)
        {
            Assert.True(string.IsNullOrEmpty(server.Last.Body));
        }
        else
        {
            Alike(WireFiles.Read(operation, file), server.Last.Body!);
        }
    }

    [Theory]
    [MemberData(nameof(Repeated))]
    public async Task What_brings_about_a_state_is_sent_again(string sample)
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(new HttpRequestException("broken")).Then(200, AnswerTo(sample.Split('/')[0]));
        await Changes[sample](connection, listener.Call);
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(server.Requests[1].Body, server.Requests[2].Body);
    }

    [Theory]
    [MemberData(nameof(SentOnce))]
    public async Task What_may_have_been_done_is_not_sent_again(string sample)
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(new HttpRequestException("broken", new IOException("reset")));
        var failure = await Pipelines.FailsAsync(() => Changes[sample](connection, listener.Call));
        Assert.Equal((FailureKind.OutcomeUnknown, "OutcomeUnknown"), (failure.Kind, failure.ErrorId));
        Assert.StartsWith("Look at the a", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_deletion_that_finds_nothing_the_second_time_is_done()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(new HttpRequestException("broken")).Then(404);
        await connection.Restores.RemoveItemAsync(null, 5, listener.Call);
        server.Then(404);
        Assert.Equal("RestoreItemNotFound", (await Pipelines.FailsAsync(() => connection.Restores.RemoveItemAsync(null, 5, listener.Call))).ErrorId);
    }

    [Theory]
    [InlineData("EnableAgent/request.disable", "AgentNotFound", "Could not disable agent 92384579: ")]
    [InlineData("UpdateAgent/request", "AgentNotFound", "Could not update agent 213564: ")]
    [InlineData("SetLogLevel/request.txt", "AgentNotFound", "Could not set the log level of agent 1311839: ")]
    [InlineData("DeleteAgent/request", "AgentNotFound", "Could not delete agent 92384579: ")]
    [InlineData("MigrateVault/request", "AgentNotFound", "Could not move the vault of agent 1: ")]
    [InlineData("EnableConfiguration/request.enable", "ConfigurationNotFound", "Could not enable configuration 148325: ")]
    [InlineData("StartBackup/request.stop", "BackupNotFound", "Could not stop backup 368785: ")]
    [InlineData("StartRestore/request.stop", "RestoreNotFound", "Could not stop restore 13689: ")]
    [InlineData("RemoveRestoreItem/", "RestoreItemNotFound", "Could not remove restore item 35000: ")]
    public async Task What_is_not_there_is_named(string sample, string errorId, string message)
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(404);
        var failure = await Pipelines.FailsAsync(() => Changes[sample](connection, listener.Call));
        Assert.Equal(errorId, failure.ErrorId);
        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"false\"", false)]
    public async Task The_data_center_alone_goes_with_the_ServiceNet_that_holds(string uses, bool expected)
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(200, $"{{\"MachineAgentId\":7,\"UseServiceNet\":{uses}}}").Then(200, "{\"MachineAgentId\":7}");
        await connection.Agents.UpdateAsync("ord", 7, "IAD", null, listener.Call);
        Assert.Equal(["GET /v1.0/1234/agent/7", "POST /v1.0/1234/agent/7"], server.Paths());
        Alike($"{{\"BackupDataCenter\":\"IAD\",\"UseServiceNet\":{(expected ? "true" : "false")}}}", server.Last.Body!);
    }

    [Fact]
    public async Task ServiceNet_alone_is_sent_alone_and_where_it_is_not_known_nothing_is_sent()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(200, "{\"MachineAgentId\":7}");
        await connection.Agents.UpdateAsync(null, 7, null, false, listener.Call);
        Assert.Equal("{\"UseServiceNet\":false}", server.Last.Body);
        server.Then(200, "{\"MachineAgentId\":7}");
        var failure = await Pipelines.FailsAsync(() => connection.Agents.UpdateAsync(null, 7, "IAD", null, listener.Call));
        Assert.Equal("ServiceNetUnknown", failure.ErrorId);
        Assert.Equal("GET", server.Last.Method);
    }

    private static void Alike(string expected, string sent) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(sent)), sent);

    private static string AnswerTo(string operation) =>
        WireFiles.All("json", operation).Contains(operation + "/response.json") ? WireFiles.Read(operation, "response") : "";
}

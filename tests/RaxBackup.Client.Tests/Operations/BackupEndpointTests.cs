using System;
using System.Collections.Specialized;
using System.Linq;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using RaxBackup.Client.Tests.Support;
using Xunit;

namespace RaxBackup.Client.Tests.Operations;

/// <summary>The Cloud Backup operations: addresses, bodies, regions, progress, starts.</summary>
public sealed class BackupEndpointTests
{
    private readonly QuickTime time = new();
    private readonly Server server = new();
    private readonly Listener listener = new();

    [Fact]
    public async Task Every_operation_goes_to_its_address_with_the_token()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        var call = listener.Call;
        server.Otherwise = request => Server.Answer(200, request.Method switch
        {
            "DELETE" => "",
            _ when request.Address.AbsolutePath.EndsWith("wakeupagents", StringComparison.Ordinal) || request.Address.AbsolutePath.EndsWith("restore/files", StringComparison.Ordinal) => "",
            _ when request.Address.AbsolutePath.Contains("action-requested", StringComparison.Ordinal) => "5",
            _ => "null",
        });

        await connection.Agents.ListAsync(null, call);
        await connection.Agents.WakeAsync("ord", call);
        await connection.Configurations.ListAsync(null, call);
        await connection.Configurations.ListByAgentAsync(null, 3, call);
        await connection.Configurations.DeleteAsync(null, 4, call);
        await connection.Backups.StartAsync(null, 5, call);
        await connection.Backups.ListCompletedAsync(null, 6, call);
        await connection.Backups.ListRestorePointsAsync(null, call);
        await connection.Restores.AddItemAsync(null, new RestoreItemDraft("/data/grün", "1", 7, "1"), call);
        await connection.Restores.ListItemsAsync(null, 8, call);
        await connection.Restores.StartAsync(null, 9, null, call);
        await connection.Activities.ListAsync(null, call);
        await connection.Activities.ListByAgentAsync(null, 10, call);
        Assert.Equal(
            [
                "GET /v1.0/1234/user/agents", "POST /v1.0/1234/user/wakeupagents", "GET /v1.0/1234/backup-configuration", "GET /v1.0/1234/backup-configuration/system/3",
                "DELETE /v1.0/1234/backup-configuration/4", "POST /v1.0/1234/backup/action-requested", "GET /v1.0/1234/backup/completed/6", "GET /v1.0/1234/backup/availableforrestore",
                "PUT /v1.0/1234/restore/files", "GET /v1.0/1234/restore/files/8", "POST /v1.0/1234/restore/action-requested", "GET /v1.0/1234/activity", "GET /v1.0/1234/system/activity/10",
            ], server.Paths());
        Assert.All(server.Requests.Skip(1), request => Assert.Equal("token-1", request.Token));
        Assert.Equal("ord.backup.example.com", server.Requests[2].Address.Host);
        Assert.Equal("0", server.Requests[2].Headers["Content-Length"]);
        Assert.Equal("application/json", server.Requests[6].Headers["Content-Type"]);
        Assert.Equal("{\"Action\":\"StartManual\",\"Id\":5}", server.Requests[6].Body);
        Assert.Equal("L2RhdGEvZ3LDvG4=", JsonNode.Parse(server.Requests[9].Body!)!["FilePathEncoded"]!.ToString());
    }

    [Fact]
    public async Task What_is_read_says_its_region_and_how_far_it_is()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(200, "{\"BackupId\":5,\"CurrentState\":\"InProgress\"}", ("X-RaxBackup-Progress", "37"))
            .Then(200, "{\"RestoreId\":6,\"RestoreStateId\":2}", ("X-RaxBackup-Progress", "101"))
            .Then(200, "{\"NumErrors\":0}")
            .Then(200, "[{\"MachineAgentId\":1,\"Status\":\"Offline\"}]");
        var backup = await connection.Backups.GetAsync("ord", 5, listener.Call);
        Assert.Equal((37, "ORD", JobState.InProgress), (backup.PercentComplete, backup.Region, backup.State));
        var restore = await connection.Restores.GetAsync(null, 6, listener.Call);
        Assert.Equal((null, "DFW", JobState.InProgress), (restore.PercentComplete, restore.Region, restore.State));
        Assert.Equal(6, (await connection.Restores.GetReportAsync(null, 6, listener.Call)).RestoreId);
        var agent = Assert.Single(await connection.Agents.ListAsync(null, listener.Call));
        Assert.Equal((AgentStatus.Unknown, "Offline", "DFW"), (agent.Status, agent.StatusText, agent.Region));
    }

    [Fact]
    public async Task A_region_that_there_is_not_is_told_before_anything_is_sent()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        Assert.Equal("RegionUnknown", (await Pipelines.FailsAsync(() => connection.Agents.ListAsync("XYZ", listener.Call))).ErrorId);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("368785")]
    [InlineData("\"368785\"")]
    [InlineData(" 368785 ")]
    public async Task A_start_answers_the_id(string body)
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(200, body);
        Assert.Equal(368785, await connection.Backups.StartAsync(null, 5, listener.Call));
    }

    [Theory]
    [InlineData("-1", FailureKind.Refused, "BackupRefused")]
    [InlineData("", FailureKind.UnreadableAnswer, "AnswerUnreadable")]
    [InlineData("soon", FailureKind.UnreadableAnswer, "AnswerUnreadable")]
    public async Task A_start_without_an_id_is_a_failure(string body, FailureKind kind, string errorId)
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(200, body);
        var failure = await Pipelines.FailsAsync(() => connection.Backups.StartAsync(null, 5, listener.Call));
        Assert.Equal((kind, errorId), (failure.Kind, failure.ErrorId));
        Assert.Contains("start a backup of configuration 5", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_starts_without_an_answer()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(204);
        await connection.Restores.StartAsync(null, 9, null, listener.Call);
    }

    [Fact]
    public async Task After_a_wake_a_start_that_is_refused_is_repeated_each_second()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(200);
        await connection.Agents.WakeAsync(null, listener.Call);
        for (var i = 0; i < 20; i++) server.Then(403);
        server.Then(200, "7");
        Assert.Equal(7, await connection.Backups.StartAsync(null, 5, listener.Call));
        Assert.Equal(Enumerable.Repeat(1.0, 20), time.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task That_patience_has_an_end()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Otherwise = request => Server.Answer(request.Address.AbsolutePath.EndsWith("wakeupagents", StringComparison.Ordinal) ? 200 : 403);
        await connection.Agents.WakeAsync(null, listener.Call);
        Assert.Equal("AccessDenied", (await Pipelines.FailsAsync(() => connection.Backups.StartAsync(null, 5, listener.Call))).ErrorId);
        Assert.Equal(21, server.Requests.Count(request => request.Address.AbsolutePath.Contains("action-requested", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_wake_or_long_after_it_a_refusal_counts_at_once(bool woken)
    {
        using var connection = await Accounts.OpenAsync(server, time);
        if (woken)
        {
            server.Then(200);
            await connection.Agents.WakeAsync(null, listener.Call);
            time.Advance(TimeSpan.FromSeconds(90));
        }
        server.Then(403);
        Assert.Equal("AccessDenied", (await Pipelines.FailsAsync(() => connection.Backups.StartAsync(null, 5, listener.Call))).ErrorId);
        Assert.Empty(time.Waits);
    }

    [Fact]
    public async Task A_host_server_id_cannot_lead_elsewhere()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(404);
        var failure = await Pipelines.FailsAsync(() => connection.Agents.GetByHostServerAsync(null, "../../x?y", listener.Call));
        Assert.Equal("/v1.0/1234/agent/server/..%2F..%2Fx%3Fy", server.Last.Address.PathAndQuery);
        Assert.Equal(("AgentNotFound", (object)"../../x?y"), (failure.ErrorId, failure.Target));
    }
}

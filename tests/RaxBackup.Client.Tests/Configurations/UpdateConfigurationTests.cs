using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Client.Tests.Configurations;

/// <summary>Read, merge, convert, send what is writable: what goes over the wire for a change.</summary>
public sealed class UpdateConfigurationTests
{
    private readonly Server server = new();
    private readonly Listener listener = new();

    /// <summary>The sample of GET, changed into the sample of PUT: 11:30 AM UTC goes back as the 6:30 AM that it is in New York.</summary>
    [Fact]
    public async Task The_request_is_that_of_the_reference()
    {
        var sample = JsonNode.Parse(WireFiles.Read("UpdateConfiguration", "request"))!;
        var read = JsonNode.Parse(WireFiles.Read("GetConfiguration", "response"))!;
        (read["MachineAgentId"], read["BackupConfigurationScheduleId"]) = (156953, 145393);
        var sent = await SentAsync(read.ToJsonString(), new ConfigurationChange { RetentionDays = 30, NotifyOnSuccess = true, NotifyOnFailure = true });
        foreach (var list in new[] { "Inclusions", "Exclusions" })
        {
            Assert.Equal(PathsOf(sample[list]!), PathsOf(sent[list]!));
            sent[list] = sample[list]!.DeepClone();
        }
        Assert.True(JsonNode.DeepEquals(sample, sent), sent.ToJsonString());
        Assert.Equal(("PUT", "/v1.0/1234/backup-configuration/148325"), (server.Last.Method, server.Last.Address.AbsolutePath));
    }

    [Fact]
    public async Task Only_writable_fields_are_sent()
    {
        var sent = await SentAsync(WireFiles.Read("CreateConfiguration", "response"), new ConfigurationChange { Name = "Other" });
        Assert.Equal(
            ["BackupConfigurationName", "BackupConfigurationScheduleId", "BackupPostscript", "BackupPrescript", "DayOfWeekId", "Exclusions", "Frequency", "HourInterval", "Inclusions",
                "IsActive", "MachineAgentId", "MissedBackupActionId", "NotifyFailure", "NotifyRecipients", "NotifySuccess", "StartTimeAmPm", "StartTimeHour", "StartTimeMinute",
                "TimeZoneId", "VersionRetention"],
            sent.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["FilePath", "FileItemType"], sent["Inclusions"]![0]!.AsObject().Select(field => field.Key));
    }

    [Fact]
    public async Task A_path_outside_ascii_is_sent_encoded_as_well()
    {
        var sent = await SentAsync(WireFiles.Read("CreateConfiguration", "response"), new ConfigurationChange { IncludeFolder = ["/data/grün"], ExcludeFile = [] });
        var folder = Assert.Single(sent["Inclusions"]!.AsArray(), item => (string)item!["FileItemType"]! == "Folder");
        Assert.Equal("L2RhdGEvZ3LDvG4=", (string)folder!["FilePathEncoded"]!);
    }

    [Fact]
    public async Task It_is_repeated_as_what_does_the_same_twice()
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, WireFiles.Read("GetConfiguration", "response")).Then(500).Then(503).Then(200);
        await connection.Configurations.UpdateAsync(null, 148325, new ConfigurationChange { RetentionDays = 0 }, listener.Call);
        Assert.Equal(["GET", "PUT", "PUT", "PUT"], server.Requests.Skip(1).Select(request => request.Method));
    }

    [Fact]
    public async Task A_refusal_names_the_configuration()
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Then(200, WireFiles.Read("GetConfiguration", "response")).Then(400, "{\"badRequest\":{\"message\":\"no\"}}");
        var failure = await Pipelines.FailsAsync(() => connection.Configurations.UpdateAsync(null, 148325, new ConfigurationChange { RetentionDays = 0 }, listener.Call));
        Assert.Equal((FailureKind.InvalidRequest, "RequestRejected", "UpdateConfiguration", 148325L), (failure.Kind, failure.ErrorId, failure.Operation, failure.Target));
    }

    [Theory]
    // Disabled, weekly, and UTC is on another day than the zone (or may be): no telling which day is meant.
    [InlineData("Weekly", 3, "AM", "Tokyo Standard Time", true)]
    [InlineData("Weekly", 11, "PM", "Tokyo Standard Time", false)]
    [InlineData("Daily", 11, "PM", "Tokyo Standard Time", true)]
    [InlineData("Weekly", 3, "AM", "Pacific Standard Time", false)]
    [InlineData("Daily", 3, "AM", "Atlantis Standard Time", false)]
    public async Task What_cannot_be_known_is_not_sent(string frequency, int hour, string half, string zone, bool known)
    {
        // The scripted clock stands at 1 March 2026: the clocks of the Pacific zone change on the 8th.
        var read = JsonNode.Parse(WireFiles.Read("GetConfiguration", "response"))!;
        (read["Frequency"], read["StartTimeHour"], read["StartTimeAmPm"], read["TimeZoneId"], read["NextScheduledRunTime"]) = (frequency, hour, half, zone, null);
        if (known)
        {
            await SentAsync(read.ToJsonString(), new ConfigurationChange { RetentionDays = 30 });
            return;
        }
        var failure = await Pipelines.FailsAsync(() => SentAsync(read.ToJsonString(), new ConfigurationChange { RetentionDays = 30 }));
        Assert.Equal((FailureKind.InvalidRequest, "ScheduleAmbiguous", 148325L), (failure.Kind, failure.ErrorId, failure.Target));
        Assert.Contains("-At", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("GET", server.Last.Method);

        var sent = await SentAsync(read.ToJsonString(), new ConfigurationChange
        {
            At = new TimeSpan(19, 30, 0),
            DayOfWeek = frequency == "Weekly" ? DayOfWeek.Friday : null,
            TimeZone = "Asia/Tokyo",
        });
        Assert.Equal("{\"h\":7,\"m\":30,\"a\":\"PM\",\"z\":\"Tokyo Standard Time\"}", new JsonObject
        {
            ["h"] = sent["StartTimeHour"]!.DeepClone(),
            ["m"] = sent["StartTimeMinute"]!.DeepClone(),
            ["a"] = sent["StartTimeAmPm"]!.DeepClone(),
            ["z"] = sent["TimeZoneId"]!.DeepClone(),
        }.ToJsonString());
    }

    [Fact]
    public async Task A_deleted_one_is_not_there()
    {
        var read = JsonNode.Parse(WireFiles.Read("GetConfiguration", "response"))!;
        read["IsDeleted"] = true;
        var failure = await Pipelines.FailsAsync(() => SentAsync(read.ToJsonString(), new ConfigurationChange { RetentionDays = 30 }));
        Assert.Equal((FailureKind.NotFound, "ConfigurationNotFound", 148325L, "GET"), (failure.Kind, failure.ErrorId, failure.Target, server.Last.Method));
    }

    [Fact]
    public async Task A_configuration_without_an_agent_is_unreadable()
    {
        var read = JsonNode.Parse(WireFiles.Read("GetConfiguration", "response"))!;
        read["MachineAgentId"] = null;
        Assert.Equal("AnswerUnreadable", (await Pipelines.FailsAsync(() => SentAsync(read.ToJsonString(), new ConfigurationChange { RetentionDays = 30 }))).ErrorId);
    }

    private static string[] PathsOf(JsonNode list) => [.. list.AsArray().Select(item => $"{item!["FileItemType"]} {item["FilePath"]}").Order(StringComparer.Ordinal)];

    private async Task<JsonNode> SentAsync(string read, ConfigurationChange change)
    {
        using var connection = await Accounts.OpenAsync(server);
        server.Otherwise = request => Server.Answer(200, request.Method == "GET" ? read : "");
        await connection.Configurations.UpdateAsync(null, (long)JsonNode.Parse(read)!["BackupConfigurationId"]!, change, listener.Call);
        return JsonNode.Parse(server.Last.Body!)!;
    }
}

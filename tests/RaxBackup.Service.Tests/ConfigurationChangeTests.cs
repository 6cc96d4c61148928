using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>Updating, enabling and disabling configurations.</summary>
public sealed class ConfigurationChangeTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Path = "v1.0/backup-configuration";

    [Fact]
    public async Task An_update_replaces_what_it_sends()
    {
        var id = await service.CreateConfigurationAsync("to change");
        var before = (await service.GetAsync($"{Path}/{id}")).Json;
        var answer = await UpdateAsync(id, "changed", """
            {"IsActive":false,"VersionRetention":"60","MissedBackupActionId":2,"Frequency":"Daily","StartTimeHour":6,"StartTimeMinute":"5",
             "StartTimeAmPm":"am","DayOfWeekId":null,"TimeZoneId":"UTC","NotifyRecipients":"b@example.com","NotifySuccess":false,
             "NotifyFailure":false,"BackupPrescript":"/bin/pre","BackupPostscript":"/bin/post",
             "Inclusions":[{"FilePath":"/new","FileItemType":"Folder"}],"Exclusions":[]}
            """);
        Assert.Equal((200, ""), (answer.Status, answer.Text));
        var after = (await service.GetAsync($"{Path}/{id}")).Json;
        Assert.Equal(("changed", false, 60, 2, "Daily"), (
            after.Text("BackupConfigurationName"), after.GetProperty("IsActive").GetBoolean(), after.Number("VersionRetention"),
            after.Number("MissedBackupActionId"), after.Text("Frequency")));
        Assert.Equal((6, 5, "AM", "UTC"),
            (after.Number("StartTimeHour"), after.Number("StartTimeMinute"), after.Text("StartTimeAmPm"), after.Text("TimeZoneId")));
        Assert.Equal(("b@example.com", "/bin/pre", "/bin/post"),
            (after.Text("NotifyRecipients"), after.Text("BackupPrescript"), after.Text("BackupPostscript")));
        Assert.Equal(["/new"], after.GetProperty("Inclusions").EnumerateArray().Select(i => i.Text("FilePath")));
        Assert.Equal(0, after.GetProperty("Exclusions").GetArrayLength());
        Assert.Equal(before.Number("BackupConfigurationScheduleId"), after.Number("BackupConfigurationScheduleId"));
    }

    [Fact]
    public async Task What_may_be_left_out_keeps_its_value()
    {
        var id = await service.CreateConfigurationAsync(
            "to keep", """{"IsActive":false,"MissedBackupActionId":2,"BackupPrescript":"/bin/pre","BackupPostscript":"/bin/post"}""");
        var before = (await service.GetAsync($"{Path}/{id}")).Text;
        var body = JsonNode.Parse(Bodies.Configuration(service.Host.AgentId, "to keep"))!.AsObject();
        foreach (var name in (string[])
            ["IsActive", "MissedBackupActionId", "NotifyRecipients", "NotifySuccess", "NotifyFailure", "Inclusions", "Exclusions"])
        {
            body.Remove(name);
        }

        Assert.Equal(200, (await service.SendAsync("PUT", $"{Path}/{id}", body.ToJsonString())).Status);
        var after = (await service.GetAsync($"{Path}/{id}")).Text;
        Assert.Equal(WithoutFileIds(before), WithoutFileIds(after));

        static string WithoutFileIds(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\"FileId\":[0-9]+", "");
    }

    [Fact]
    public async Task What_a_read_gave_is_refused_when_it_is_sent_back()
    {
        var id = await service.CreateConfigurationAsync("to echo");
        var read = await service.GetAsync($"{Path}/{id}");
        var echo = await service.SendAsync("PUT", $"{Path}/{id}", read.Text);
        Assert.Equal((400, "BackupConfigurationId"), (echo.Status, echo.Json.At("badRequest", "details").GetString()));
        Assert.Equal(read.Text, (await service.GetAsync($"{Path}/{id}")).Text);
    }

    [Theory]
    [InlineData("""{"NextScheduledRunTime":"/Date(1)/"}""", "NextScheduledRunTime")]
    [InlineData("""{"IsDeleted":true}""", "IsDeleted")]
    [InlineData("""{"MachineName":"x"}""", "MachineName")]
    [InlineData("""{"Surprise":1}""", "Surprise")]
    [InlineData("""{"MachineAgentId":5}""", "MachineAgentId")]
    [InlineData("""{"MachineAgentId":null}""", "MachineAgentId")]
    [InlineData("""{"BackupConfigurationScheduleId":5}""", "BackupConfigurationScheduleId")]
    [InlineData("""{"BackupConfigurationName":""}""", "BackupConfigurationName")]
    [InlineData("""{"VersionRetention":31}""", "VersionRetention")]
    [InlineData("""{"StartTimeHour":null}""", "StartTimeHour")]
    [InlineData("""{"TimeZoneId":"Nowhere"}""", "TimeZoneId")]
    [InlineData("""{"Inclusions":[]}""", "Inclusions")]
    [InlineData("""{"Exclusions":[{"FilePath":"/elsewhere","FileItemType":"File"}]}""", "Exclusions")]
    public async Task What_is_wrong_is_refused_by_the_name_of_its_field_and_changes_nothing(string changes, string field)
    {
        var id = await service.CreateConfigurationAsync("wrong " + Guid.NewGuid());
        var before = (await service.GetAsync($"{Path}/{id}")).Text;
        var answer = await UpdateAsync(id, "other " + Guid.NewGuid(), changes);
        Assert.Equal((400, field), (answer.Status, answer.Json.At("badRequest", "details").GetString()));
        Assert.Equal(before, (await service.GetAsync($"{Path}/{id}")).Text);
    }

    [Fact]
    public async Task An_hourly_schedule_keeps_counting_from_the_same_moment()
    {
        await using var own = await RunningService.StartAsync();
        const string hourly =
            """{"Frequency":"Hourly","StartTimeHour":null,"StartTimeMinute":null,"StartTimeAmPm":null,"DayOfWeekId":null,"HourInterval":5}""";
        var id = await own.CreateConfigurationAsync("hourly", hourly);
        own.Time.Advance(TimeSpan.FromMinutes(100));
        var before = (await own.GetAsync($"{Path}/{id}")).Json.Text("NextScheduledRunTime");
        await own.SendAsync("PUT", $"{Path}/{id}", Bodies.Configuration(own.Host.AgentId, "renamed", hourly));
        Assert.Equal(before, (await own.GetAsync($"{Path}/{id}")).Json.Text("NextScheduledRunTime"));
    }

    [Fact]
    public async Task A_name_that_another_has_is_refused()
    {
        await service.CreateConfigurationAsync("taken");
        var id = await service.CreateConfigurationAsync("free");
        Assert.Equal(409, (await UpdateAsync(id, "taken")).Status);
        Assert.Equal(200, (await UpdateAsync(id, "free")).Status);
    }

    [Fact]
    public async Task Disabling_and_enabling_answer_the_configuration()
    {
        var id = await service.CreateConfigurationAsync("on and off");
        var off = await service.SendAsync("POST", $"{Path}/enable/{id}", """{"Enable":false}""");
        Assert.Equal((200, false), (off.Status, off.Json.GetProperty("IsActive").GetBoolean()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, off.Json.GetProperty("NextScheduledRunTime").ValueKind);
        var start = await service.SendAsync("POST", "v1.0/backup/action-requested", $$"""{"Action":"StartManual","Id":{{id}}}""");
        Assert.Equal(403, start.Status);
        var on = await service.SendAsync("POST", $"{Path}/enable/{id}", """{"Enable":"true"}""");
        Assert.Equal((200, true), (on.Status, on.Json.GetProperty("IsActive").GetBoolean()));
        Assert.Equal(400, (await service.SendAsync("POST", $"{Path}/enable/{id}", "{}")).Status);
    }

    [Fact]
    public async Task A_deleted_configuration_stays_readable_and_as_it_is()
    {
        var id = await service.CreateConfigurationAsync("deleted");
        await service.SendAsync("DELETE", $"{Path}/{id}", null);
        var before = (await service.GetAsync($"{Path}/{id}")).Text;
        Assert.Equal(404, (await UpdateAsync(id, "back again")).Status);
        Assert.Equal(404, (await service.SendAsync("POST", $"{Path}/enable/{id}", """{"Enable":true}""")).Status);
        Assert.Equal(before, (await service.GetAsync($"{Path}/{id}")).Text);
    }

    [Fact]
    public async Task All_configurations_of_an_agent_together_take_at_most_a_megabyte()
    {
        await using var own = await RunningService.StartAsync(RunningService.WithAgents(1));
        var first = await own.CreateConfigurationAsync("first", Large(0.6));
        var tooMuch = await own.SendAsync("POST", Path, Bodies.Configuration(own.Host.AgentId, "second", Large(0.6)));
        Assert.Equal((400, "Inclusions"), (tooMuch.Status, tooMuch.Json.At("badRequest", "details").GetString()));
        Assert.Contains("1 MB", tooMuch.Message, StringComparison.Ordinal);
        Assert.Single((await own.GetAsync(Path)).Json.EnumerateArray());

        // Another agent has a document of its own; a deleted configuration is in none.
        var other = (await own.AgentIdsAsync())[1];
        Assert.Equal(200, (await own.SendAsync("POST", Path, Bodies.Configuration(other, "second", Large(0.6)))).Status);
        var second = await own.CreateConfigurationAsync("second", Large(0.2));
        var grown = await own.SendAsync("PUT", $"{Path}/{second}", Bodies.Configuration(own.Host.AgentId, "second", Large(0.6)));
        Assert.Equal(400, grown.Status);
        await own.SendAsync("DELETE", $"{Path}/{first}", null);
        grown = await own.SendAsync("PUT", $"{Path}/{second}", Bodies.Configuration(own.Host.AgentId, "second", Large(0.6)));
        Assert.True(grown.Status == 200, grown.Text);

        static string Large(double megabytes) =>
            $$"""{"NotifyRecipients":"{{new string('x', (int)(megabytes * (1 << 20)))}}"}""";
    }

    private Task<Answer> UpdateAsync(long id, string name, string changes = "") =>
        service.SendAsync("PUT", $"{Path}/{id}", Bodies.Configuration(service.Host.AgentId, name, changes));
}

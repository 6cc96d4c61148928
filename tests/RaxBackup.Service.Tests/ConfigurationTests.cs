using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace RaxBackup.Service.Tests;

public sealed class ConfigurationTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Path = "v1.0/backup-configuration";

    [Fact]
    public async Task What_was_sent_comes_back_with_ids_and_the_clock_in_UTC()
    {
        var made = (await CreateAsync("round trip")).Json;
        Assert.Equal("round trip", made.Text("BackupConfigurationName"));
        Assert.Equal(30, made.Number("VersionRetention"));
        Assert.True(made.GetProperty("IsActive").GetBoolean());
        Assert.False(made.GetProperty("IsDeleted").GetBoolean());
        Assert.Equal("Eastern Standard Time", made.Text("TimeZoneId"));
        // Friday 19:30 in New York in winter is Saturday 00:30 in UTC.
        Assert.Equal((12, 30, "AM", 6),
            (made.Number("StartTimeHour"), made.Number("StartTimeMinute"), made.Text("StartTimeAmPm"), made.Number("DayOfWeekId")));
        Assert.Equal(Date(new DateTimeOffset(2026, 1, 17, 0, 30, 0, TimeSpan.Zero)), made.Text("NextScheduledRunTime"));
        Assert.Equal("Not Available", made.Text("BackupState"));
        Assert.NotEqual(made.Number("BackupConfigurationId"), made.Number("BackupConfigurationScheduleId"));

        var inclusions = made.GetProperty("Inclusions").EnumerateArray().ToList();
        Assert.Equal(["/data/one.txt", "/data/folder"], inclusions.Select(i => i.Text("FilePath")));
        Assert.Equal(["File", "Folder"], inclusions.Select(i => i.Text("FileItemType")));
        Assert.All(inclusions, i => Assert.Equal(made.Number("BackupConfigurationId"), i.Number("ParentId")));
        Assert.Equal("Exclude", made.GetProperty("Exclusions")[0].Text("Filter"));

        var read = (await service.GetAsync($"{Path}/{made.Number("BackupConfigurationId")}")).Json;
        Assert.Equal(made.GetRawText(), read.GetRawText());
    }

    [Fact]
    public async Task Numbers_flags_and_names_are_taken_as_leniently_as_the_real_service_takes_them()
    {
        var answer = await service.SendAsync("POST", Path, Bodies.Configuration(service.Host.AgentId, "lenient")
            .Replace("\"MachineAgentId\":" + service.Host.AgentId, $"\"machineAgentID\":\"{service.Host.AgentId}\"", StringComparison.Ordinal)
            .Replace("\"IsActive\":true", "\"isactive\":\"False\"", StringComparison.Ordinal)
            .Replace("\"VersionRetention\":30", "\"VERSIONRETENTION\":\"60\"", StringComparison.Ordinal));
        Assert.Equal(200, answer.Status);
        Assert.False(answer.Json.GetProperty("IsActive").GetBoolean());
        Assert.Equal(60, answer.Json.Number("VersionRetention"));
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("NextScheduledRunTime").ValueKind);
    }

    [Fact]
    public async Task An_encoded_path_goes_before_the_plain_one()
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes("/data/größe"));
        var changes = $$"""{"Inclusions":[{"FilePath":"/data/gr??e","FilePathEncoded":"{{encoded}}","FileItemType":"Folder"}],"Exclusions":[]}""";
        var item = (await CreateAsync("encoded", changes)).Json.GetProperty("Inclusions")[0];
        Assert.Equal(("/data/größe", encoded), (item.Text("FilePath"), item.Text("FilePathEncoded")));
    }

    [Fact]
    public async Task A_name_is_taken_once_per_agent_until_its_configuration_is_deleted()
    {
        var id = (await CreateAsync("twice")).Json.Number("BackupConfigurationId");
        var again = await CreateAsync("twice");
        Assert.Equal(409, again.Status);
        Assert.Contains("twice", again.Message, StringComparison.Ordinal);
        Assert.Equal(200, (await service.SendAsync("DELETE", $"{Path}/{id}", null)).Status);
        Assert.Equal(200, (await CreateAsync("twice")).Status);
    }

    [Fact]
    public async Task A_deleted_configuration_stays_readable_and_deleting_it_again_changes_nothing()
    {
        var id = (await CreateAsync("to go")).Json.Number("BackupConfigurationId");
        Assert.Equal((200, ""), await Deleted(id));
        Assert.Equal((200, ""), await Deleted(id));
        Assert.True((await service.GetAsync($"{Path}/{id}")).Json.GetProperty("IsDeleted").GetBoolean());
        var start = await service.SendAsync("POST", "v1.0/backup/action-requested", $$"""{"Action":"StartManual","Id":{{id}}}""");
        Assert.Equal(404, start.Status);

        async Task<(int, string)> Deleted(long which)
        {
            var answer = await service.SendAsync("DELETE", $"{Path}/{which}", null);
            return (answer.Status, answer.Text);
        }
    }

    [Fact]
    public async Task Lists_hold_them_all_by_user_and_by_agent()
    {
        var id = (await CreateAsync("listed")).Json.Number("BackupConfigurationId");
        foreach (var path in new[] { Path, $"{Path}/system/{service.Host.AgentId}" })
        {
            var one = (await service.GetAsync(path)).Json.EnumerateArray().Single(c => c.Number("BackupConfigurationId") == id);
            Assert.Equal(2, one.GetProperty("Inclusions").GetArrayLength());
        }

        Assert.Equal(0, (await service.GetAsync("iad/" + Path)).Json.GetArrayLength());
    }

    [Theory]
    [InlineData("GET", "v1.0/backup-configuration/999999", 404)]
    [InlineData("DELETE", "v1.0/backup-configuration/999999", 404)]
    [InlineData("GET", "v1.0/backup-configuration/system/999999", 404)]
    [InlineData("GET", "v1.0/backup-configuration/abc", 400)]
    public async Task What_is_not_there_is_refused(string method, string path, int status) =>
        Assert.Equal(status, (await service.SendAsync(method, path, null)).Status);

    [Theory]
    [InlineData("""{"BackupConfigurationName":null}""", "BackupConfigurationName")]
    [InlineData("""{"BackupConfigurationName":"  "}""", "BackupConfigurationName")]
    [InlineData("""{"BackupConfigurationName":{}}""", "BackupConfigurationName")]
    [InlineData("""{"MachineAgentId":null}""", "MachineAgentId")]
    [InlineData("""{"MachineAgentId":"five"}""", "MachineAgentId")]
    [InlineData("""{"IsActive":"perhaps"}""", "IsActive")]
    [InlineData("""{"VersionRetention":45}""", "VersionRetention")]
    [InlineData("""{"VersionRetention":null}""", "VersionRetention")]
    [InlineData("""{"VersionRetention":30.5}""", "VersionRetention")]
    [InlineData("""{"MissedBackupActionId":3}""", "MissedBackupActionId")]
    [InlineData("""{"Frequency":"Fortnightly"}""", "Frequency")]
    [InlineData("""{"Frequency":"2"}""", "Frequency")]
    [InlineData("""{"Frequency":null}""", "Frequency")]
    [InlineData("""{"StartTimeHour":13}""", "StartTimeHour")]
    [InlineData("""{"StartTimeHour":0}""", "StartTimeHour")]
    [InlineData("""{"StartTimeHour":null}""", "StartTimeHour")]
    [InlineData("""{"StartTimeMinute":60}""", "StartTimeMinute")]
    [InlineData("""{"StartTimeAmPm":"noon"}""", "StartTimeAmPm")]
    [InlineData("""{"StartTimeAmPm":null}""", "StartTimeAmPm")]
    [InlineData("""{"DayOfWeekId":7}""", "DayOfWeekId")]
    [InlineData("""{"DayOfWeekId":null}""", "DayOfWeekId")]
    [InlineData("""{"HourInterval":4}""", "HourInterval")]
    [InlineData("""{"Frequency":"Daily"}""", "DayOfWeekId")]
    [InlineData("""{"Frequency":"Manually"}""", "StartTimeHour")]
    [InlineData("""{"Frequency":"Hourly","StartTimeHour":null,"StartTimeMinute":null,"StartTimeAmPm":"","DayOfWeekId":null}""", "HourInterval")]
    [InlineData("""{"Frequency":"Hourly","StartTimeHour":null,"StartTimeMinute":null,"DayOfWeekId":null,"HourInterval":2}""", "StartTimeAmPm")]
    [InlineData("""{"TimeZoneId":"Middle Earth Time"}""", "TimeZoneId")]
    [InlineData("""{"TimeZoneId":null}""", "TimeZoneId")]
    [InlineData("""{"Inclusions":[]}""", "Inclusions")]
    [InlineData("""{"Inclusions":null}""", "Inclusions")]
    [InlineData("""{"Inclusions":"all"}""", "Inclusions")]
    [InlineData("""{"Inclusions":["/data"]}""", "Inclusions[0]")]
    [InlineData("""{"Inclusions":[{"FileItemType":"File"}]}""", "Inclusions.FilePath")]
    [InlineData("""{"Inclusions":[{"FilePath":"data/one","FileItemType":"File"}]}""", "Inclusions.FilePath")]
    [InlineData("""{"Inclusions":[{"FilePath":"/a\u0000b","FileItemType":"File"}]}""", "Inclusions.FilePath")]
    [InlineData("""{"Inclusions":[{"FilePath":"/data","FileItemType":"Disk"}]}""", "Inclusions.FileItemType")]
    [InlineData("""{"Inclusions":[{"FilePathEncoded":"%%%","FileItemType":"File"}]}""", "FilePathEncoded")]
    [InlineData("""{"Exclusions":[{"FilePath":"/elsewhere/x","FileItemType":"File"}]}""", "Exclusions")]
    [InlineData("""{"Exclusions":[{"FilePath":"/data/folderish","FileItemType":"File"}]}""", "Exclusions")]
    [InlineData("""{"Exclusions":[{"FilePath":"/data/folder/../x","FileItemType":"File"}]}""", "Exclusions")]
    [InlineData("""{"Exclusions":[{"FilePath":"folder/x","FileItemType":"File"}]}""", "Exclusions.FilePath")]
    public async Task What_is_wrong_is_refused_by_the_name_of_its_field(string changes, string field)
    {
        var answer = await CreateAsync("refused", changes);
        Assert.Equal(400, answer.Status);
        Assert.Equal(field, answer.Json.At("badRequest", "details").GetString());
        Assert.Contains(field.Split('.')[0], answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_agent_is_not_found() =>
        Assert.Equal(404, (await service.SendAsync("POST", Path, Bodies.Configuration(999999))).Status);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}")]
    public async Task A_body_that_is_no_object_is_refused(string body) => Assert.Equal(400, (await service.SendAsync("POST", Path, body)).Status);

    [Fact]
    public async Task A_body_above_a_megabyte_is_refused()
    {
        var answer = await CreateAsync("big", $$"""{"NotifyRecipients":"{{new string('x', 1 << 20)}}"}""");
        Assert.Equal(400, answer.Status);
        Assert.Contains("1 MB", answer.Message, StringComparison.Ordinal);
        Assert.Equal(200, (await service.GetAsync(Path)).Status);
    }

    [Theory]
    [InlineData("""{"Frequency":"Manually","StartTimeHour":null,"StartTimeMinute":null,"StartTimeAmPm":"","DayOfWeekId":null}""", "manual")]
    [InlineData("""{"Frequency":"Hourly","StartTimeHour":null,"StartTimeMinute":null,"StartTimeAmPm":null,"DayOfWeekId":null,"HourInterval":6}""",
        "hourly")]
    [InlineData("""{"Frequency":"Daily","DayOfWeekId":null,"TimeZoneId":"Europe/Berlin"}""", "daily")]
    [InlineData("""{"Exclusions":[{"FilePath":"/data/folder/deep/../not.txt","FileItemType":"File"}]}""", "dotted")]
    [InlineData("""{"Inclusions":[{"FilePath":"/","FileItemType":"Folder"}],"Exclusions":[{"FilePath":"/proc","FileItemType":"Folder"}]}""", "root")]
    public async Task What_is_right_is_taken(string changes, string name)
    {
        var answer = await CreateAsync(name, changes);
        Assert.True(answer.Status == 200, answer.Text);
    }

    private Task<Answer> CreateAsync(string name, string changes = "") =>
        service.SendAsync("POST", Path, Bodies.Configuration(service.Host.AgentId, name, changes));

    private static string Date(DateTimeOffset time) => $"/Date({time.ToUnixTimeMilliseconds()})/";
}

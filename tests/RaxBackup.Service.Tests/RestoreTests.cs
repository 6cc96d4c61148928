using System;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

public sealed class RestoreTests : IAsyncLifetime
{
    private readonly RunningService _service = new();
    private long _configuration;
    private long _backup;

    public async Task InitializeAsync()
    {
        await _service.InitializeAsync();
        _configuration = await _service.CreateConfigurationAsync();
        _backup = await _service.RunBackupAsync(_configuration);
        await _service.Engine.NextJobAsync();
    }

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_restore_is_put_together_started_and_reported()
    {
        var id = await _service.CreateRestoreAsync(_backup, "/restored/here", overwrite: true);
        var made = (await _service.GetAsync($"v1.0/restore/{id}")).Json;
        Assert.Equal((0, _backup, "/restored/here", true),
            (made.Number("RestoreStateId"), made.Number("BackupId"), made.Text("DestinationPath"), made.GetProperty("OverwriteFiles").GetBoolean()));
        Assert.Equal((200, ""), await AddAsync(Bodies.Item(id, "/data/folder", type: "1")));
        Assert.Equal((200, ""), await AddAsync(Bodies.Item(id, "/data/folder/not.txt", filter: "2")));
        var items = (await _service.GetAsync($"v1.0/restore/files/{id}")).Json.EnumerateArray().ToList();
        Assert.Equal([("/data/folder", 1, 1, id), ("/data/folder/not.txt", 2, 0, id)],
            items.Select(i => (i.Text("FilePath")!, i.Number("Filter"), i.Number("FileItemType"), i.Number("RestoreId"))));
        Assert.Equal(2, items.Select(i => i.Number("FileId")).Distinct().Count());

        _service.Engine.Hold = new TaskCompletionSource();
        _service.Engine.Progress = new JobProgress(1, 999, 2, 1000);
        Assert.Equal(404, (await _service.GetAsync($"v1.0/restore/report/{id}")).Status);
        Assert.Equal((204, ""), await ActAsync("StartManual", id));
        var job = Assert.IsType<RestoreJob>(await _service.Engine.NextJobAsync());
        Assert.Equal((_backup, "/restored/here", true), (job.BackupId, job.DestinationPath, job.Overwrite));
        Assert.Equal([new PathRule("/data/folder", true)], job.Inclusions);
        Assert.Equal([new PathRule("/data/folder/not.txt", false)], job.Exclusions);
        var running = await _service.GetAsync($"v1.0/restore/{id}");
        Assert.Equal((2, "99"), (running.Json.Number("RestoreStateId"), running.Header("X-RaxBackup-Progress")));

        _service.Time.Advance(TimeSpan.FromSeconds(14));
        _service.Engine.Hold.SetResult();
        await _service.DoneAsync(JobKey.Restore(id));
        Assert.Equal(3, (await _service.GetAsync($"v1.0/restore/{id}")).Json.Number("RestoreStateId"));
        var report = (await _service.GetAsync($"v1.0/restore/report/{id}")).Json;
        Assert.Equal(("Completed", "35", "18 MB", "0", "00:00:14"),
            (report.Text("State"), report.Text("NumFilesRestored"),
                report.Text("NumBytesRestored"), report.Text("NumErrors"), report.Text("Duration")));
        Assert.Equal(_backup, report.Number("BackupReportId"));
    }

    [Fact]
    public async Task Once_started_it_takes_no_items_and_no_second_start()
    {
        var id = await _service.CreateRestoreAsync(_backup);
        await ActAsync("StartManual", id);
        await _service.DoneAsync(JobKey.Restore(id));
        var late = await _service.SendAsync("PUT", "v1.0/restore/files", Bodies.Item(id, "/data/one.txt"));
        Assert.Equal(400, late.Status);
        Assert.Contains("Completed", late.Message, StringComparison.Ordinal);
        Assert.Equal(400, (await ActAsync("StartManual", id)).Status);
        Assert.Equal(400, (await ActAsync("StopManual", id)).Status);
    }

    [Fact]
    public async Task A_running_restore_is_stopped()
    {
        _service.Engine.Hold = new TaskCompletionSource();
        var id = await _service.CreateRestoreAsync(_backup);
        await ActAsync("StartManual", id);
        await _service.Engine.NextJobAsync();
        Assert.Equal((204, ""), await ActAsync("StopManual", id));
        await _service.DoneAsync(JobKey.Restore(id));
        Assert.Equal(4, (await _service.GetAsync($"v1.0/restore/{id}")).Json.Number("RestoreStateId"));
    }

    [Fact]
    public async Task Errors_and_failures_are_told_as_they_are()
    {
        _service.Engine.Restore = _service.Engine.Restore with { Errors = [new JobError("/restored/data/x", 28, "No space left on device")] };
        var partly = await RunAsync();
        Assert.Equal(("CompletedWithErrors", "UnableToProcessSomeFiles", "1"),
            (partly.Text("State"), partly.Text("Reason"), partly.Text("NumErrors")));

        _service.Engine.Fault = new EngineException(EngineFailure.DestinationUnusable, "The destination is a file.");
        var failed = await RunAsync();
        Assert.Equal(("Failed", "DestinationUnusable"), (failed.Text("State"), failed.Text("Reason")));
        Assert.Equal("/restored", failed.GetProperty("ErrorList")[0].Text("Path"));

        async Task<System.Text.Json.JsonElement> RunAsync()
        {
            var id = await _service.CreateRestoreAsync(_backup);
            await ActAsync("StartManual", id);
            await _service.DoneAsync(JobKey.Restore(id));
            return (await _service.GetAsync($"v1.0/restore/report/{id}")).Json;
        }
    }

    [Theory]
    [InlineData("""{"BackupId":999999}""", 404, "999999")]
    [InlineData("""{"BackupId":null}""", 400, "BackupId")]
    [InlineData("""{"BackupMachineId":5}""", 400, "BackupMachineId")]
    [InlineData("""{"BackupMachineId":null}""", 400, "BackupMachineId")]
    [InlineData("""{"DestinationMachineId":999999}""", 404, "999999")]
    [InlineData("""{"DestinationMachineId":null}""", 404, "DestinationMachineId")]
    [InlineData("""{"DestinationPath":"relative/folder"}""", 400, "DestinationPath")]
    [InlineData("""{"DestinationPath":""}""", 400, "DestinationPath")]
    [InlineData("""{"DestinationPath":null}""", 400, "DestinationPath")]
    [InlineData("""{"BackupDataCenter":"LON"}""", 400, "BackupDataCenter")]
    [InlineData("""{"OverwriteFiles":"maybe"}""", 400, "OverwriteFiles")]
    public async Task A_restore_that_cannot_be_is_refused(string changes, int status, string name)
    {
        var answer = await _service.SendAsync("PUT", "v1.0/restore", Bodies.Restore(_backup, _service.Host.AgentId, changes: changes));
        Assert.Equal(status, answer.Status);
        Assert.Contains(name, answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Filter":"3"}""", "Filter")]
    [InlineData("""{"Filter":null}""", "Filter")]
    [InlineData("""{"FileItemType":"2"}""", "FileItemType")]
    [InlineData("""{"FileItemType":"9"}""", "FileItemType")]
    [InlineData("""{"FilePath":"x/y"}""", "FilePath")]
    [InlineData("""{"FilePath":null}""", "FilePath")]
    [InlineData("""{"ParentId":null}""", "ParentId")]
    public async Task A_bad_item_is_refused_by_the_name_of_its_field(string changes, string field)
    {
        var id = await _service.CreateRestoreAsync(_backup);
        var body = System.Text.Json.Nodes.JsonNode.Parse(Bodies.Item(id, "/data/one.txt"))!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(changes)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        var answer = await _service.SendAsync("PUT", "v1.0/restore/files", body.ToJsonString());
        Assert.Equal((400, field), (answer.Status, answer.Json.At("badRequest", "details").GetString()));
        Assert.Equal(0, (await _service.GetAsync($"v1.0/restore/files/{id}")).Json.GetArrayLength());
    }

    [Fact]
    public async Task An_item_with_an_encoded_path_keeps_it()
    {
        var id = await _service.CreateRestoreAsync(_backup);
        var encoded = Convert.ToBase64String("/data/größe"u8);
        await AddAsync($$"""{"ParentId":"{{id}}","FilePath":"?","FilePathEncoded":"{{encoded}}","Filter":1,"FileItemType":0}""");
        Assert.Equal("/data/größe", (await _service.GetAsync($"v1.0/restore/files/{id}")).Json[0].Text("FilePath"));
    }

    [Theory]
    [InlineData("v1.0/restore/999999")]
    [InlineData("v1.0/restore/files/999999")]
    [InlineData("v1.0/restore/report/999999")]
    public async Task What_is_not_there_is_not_found(string path) => Assert.Equal(404, (await _service.GetAsync(path)).Status);

    [Fact]
    public async Task Items_and_actions_for_restores_that_are_not_there_are_not_found()
    {
        Assert.Equal(404, (await AddAsync(Bodies.Item(999999, "/x"))).Status);
        Assert.Equal(404, (await ActAsync("StartManual", 999999)).Status);
        Assert.Equal(404, (await ActAsync("StopManual", 999999)).Status);
    }

    [Fact]
    public async Task A_backup_that_failed_was_deleted_or_is_forgotten_cannot_be_restored()
    {
        _service.Engine.Fault = new EngineException(EngineFailure.StoreFull, "full");
        var failed = await _service.RunBackupAsync(_configuration);
        Assert.Equal((400, true), await TryAsync(failed, "Failed"));

        var prepared = await _service.CreateRestoreAsync(_backup);
        await _service.Engine.ForgetAsync(_backup, default);
        Assert.Equal((404, true), await TryAsync(_backup, "vault"));
        Assert.Equal(404, (await ActAsync("StartManual", prepared)).Status);
        Assert.Equal(0, (await _service.GetAsync($"v1.0/restore/{prepared}")).Json.Number("RestoreStateId"));

        await _service.SendAsync("DELETE", $"v1.0/backup-configuration/{_configuration}", null);
        Assert.Equal((404, true), await TryAsync(_backup, "deleted"));

        async Task<(int, bool)> TryAsync(long backup, string word)
        {
            var answer = await _service.SendAsync("PUT", "v1.0/restore", Bodies.Restore(backup, _service.Host.AgentId));
            return (answer.Status, answer.Message.Contains(word, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_disabled_agent_restores_nothing()
    {
        var id = await _service.CreateRestoreAsync(_backup);
        _service.Host.State.Agents.SetDisabled(_service.Host.AgentId, true);
        Assert.Equal(403, (await ActAsync("StartManual", id)).Status);
        Assert.Equal(403, (await _service.SendAsync("PUT", "v1.0/restore", Bodies.Restore(_backup, _service.Host.AgentId))).Status);
    }

    [Fact]
    public async Task Activity_shows_backups_and_restores_newest_first()
    {
        _service.Time.Advance(TimeSpan.FromMinutes(1));
        var restore = await _service.CreateRestoreAsync(_backup);
        foreach (var path in new[] { "v1.0/activity", $"v1.0/system/activity/{_service.Host.AgentId}" })
        {
            var rows = (await _service.GetAsync(path)).Json.EnumerateArray().ToList();
            Assert.Equal([("Restore", restore, "Creating"), ("Backup", _backup, "Completed")],
                rows.Select(r => (r.Text("Type")!, r.Number("ID"), r.Text("CurrentState")!)));
            Assert.Equal(_backup, rows[0].Number("BackupId"));
            Assert.Equal(_configuration, rows[1].Number("ParentId"));
            Assert.Equal((0, ""), (rows[1].Number("DestinationMachineAgentId"), rows[1].Text("DestinationMachineName")));
        }

        Assert.Equal(404, (await _service.GetAsync("v1.0/system/activity/999999")).Status);
        Assert.Equal(0, (await _service.GetAsync("ord/v1.0/activity")).Json.GetArrayLength());
    }

    private async Task<(int Status, string Text)> AddAsync(string body) => Pair(await _service.SendAsync("PUT", "v1.0/restore/files", body));

    private async Task<(int Status, string Text)> ActAsync(string action, long id) =>
        Pair(await _service.SendAsync("POST", "v1.0/restore/action-requested", $$"""{"Action":"{{action}}","Id":{{id}}}"""));

    private static (int Status, string Text) Pair(Answer answer) => (answer.Status, answer.Text);
}

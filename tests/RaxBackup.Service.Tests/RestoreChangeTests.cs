using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>Changing a restore while it is put together, and not any more after that.</summary>
public sealed class RestoreChangeTests : IAsyncLifetime
{
    private readonly RunningService _service = new(RunningService.WithAgents(1));
    private long _configuration;
    private long _backup;
    private long _restore;

    public async Task InitializeAsync()
    {
        await _service.InitializeAsync();
        _configuration = await _service.CreateConfigurationAsync();
        _backup = await _service.RunBackupAsync(_configuration);
        await _service.Engine.NextJobAsync();
        _restore = await _service.CreateRestoreAsync(_backup);
    }

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task An_update_changes_the_restore_and_leaves_its_items_and_its_state()
    {
        var other = (await _service.AgentIdsAsync())[1];
        var newer = await _service.RunBackupAsync(_configuration);
        await _service.Engine.NextJobAsync();
        await AddAsync("/data/one.txt");
        var answer = await UpdateAsync(
            $$"""
            {"BackupId":{{newer}},"DestinationMachineId":"{{other}}","DestinationPath":"/else/where","OverwriteFiles":"true","RestoreStateId":1}
            """);
        Assert.Equal((204, ""), (answer.Status, answer.Text));
        var restore = (await _service.GetAsync($"v1.0/restore/{_restore}")).Json;
        Assert.Equal((newer, other, "/else/where", true, 0), (
            restore.Number("BackupId"), restore.Number("DestinationMachineId"), restore.Text("DestinationPath"),
            restore.GetProperty("OverwriteFiles").GetBoolean(), restore.Number("RestoreStateId")));
        Assert.Equal("/data/one.txt", Assert.Single(restore.GetProperty("Inclusions").EnumerateArray()).Text("FilePath"));

        await StartAsync();
        await _service.DoneAsync(JobKey.Restore(_restore), other);
        var job = Assert.IsType<RestoreJob>(await _service.Engine.NextJobAsync());
        Assert.Equal((newer, "/else/where", true), (job.BackupId, job.DestinationPath, job.Overwrite));
    }

    [Fact]
    public async Task Once_started_neither_it_nor_its_items_can_be_changed()
    {
        await AddAsync("/data/one.txt");
        var item = (await _service.GetAsync($"v1.0/restore/files/{_restore}")).Json[0].Number("FileId");
        await StartAsync();
        await _service.DoneAsync(JobKey.Restore(_restore));
        var late = await UpdateAsync("{}");
        Assert.Equal((400, "RestoreId"), (late.Status, late.Json.At("badRequest", "details").GetString()));
        Assert.Contains("Completed", late.Message, StringComparison.Ordinal);
        Assert.Equal(400, (await RemoveAsync(item)).Status);
        Assert.Equal(1, (await _service.GetAsync($"v1.0/restore/files/{_restore}")).Json.GetArrayLength());
    }

    [Theory]
    [InlineData("""{"RestoreId":null}""", 400, "RestoreId")]
    [InlineData("""{"RestoreId":999999}""", 404, "999999")]
    [InlineData("""{"BackupId":999999}""", 404, "999999")]
    [InlineData("""{"BackupMachineId":5}""", 400, "BackupMachineId")]
    [InlineData("""{"BackupConfigurationId":5}""", 400, "BackupConfigurationId")]
    [InlineData("""{"DestinationMachineId":999999}""", 404, "999999")]
    [InlineData("""{"DestinationPath":"relative"}""", 400, "DestinationPath")]
    [InlineData("""{"DestinationPath":null}""", 400, "DestinationPath")]
    [InlineData("""{"BackupDataCenter":"LON"}""", 400, "BackupDataCenter")]
    [InlineData("""{"RestoreStateId":"Queued"}""", 400, "RestoreStateId")]
    [InlineData("""{"OverwriteFiles":"maybe"}""", 400, "OverwriteFiles")]
    public async Task An_update_that_cannot_be_is_refused_and_changes_nothing(string changes, int status, string name)
    {
        var before = (await _service.GetAsync($"v1.0/restore/{_restore}")).Text;
        var answer = await UpdateAsync(changes);
        Assert.Equal(status, answer.Status);
        Assert.Contains(name, answer.Message, StringComparison.Ordinal);
        Assert.Equal(before, (await _service.GetAsync($"v1.0/restore/{_restore}")).Text);
    }

    [Fact]
    public async Task Removing_takes_one_file_out_and_no_other()
    {
        await AddAsync("/data/one.txt");
        await AddAsync("/data/two.txt");
        await AddAsync("/data/three.txt");
        var items = (await _service.GetAsync($"v1.0/restore/files/{_restore}")).Json.EnumerateArray().Select(i => i.Number("FileId")).ToList();
        var answer = await RemoveAsync(items[1]);
        Assert.Equal((204, ""), (answer.Status, answer.Text));
        Assert.Equal(["/data/one.txt", "/data/three.txt"],
            (await _service.GetAsync($"v1.0/restore/files/{_restore}")).Json.EnumerateArray().Select(i => i.Text("FilePath")));
        Assert.Equal(404, (await RemoveAsync(items[1])).Status);
        // The id is the file's, not the restore's.
        Assert.Equal(404, (await RemoveAsync(_restore)).Status);
        Assert.Equal(2, (await _service.GetAsync($"v1.0/restore/files/{_restore}")).Json.GetArrayLength());
    }

    [Fact]
    public async Task Another_tenants_restores_and_files_are_not_there()
    {
        await AddAsync("/data/one.txt");
        var item = (await _service.GetAsync($"v1.0/restore/files/{_restore}")).Json[0].Number("FileId");
        var token = await _service.LogInAsAsync(Role.Admin, "other");
        Assert.Equal(404, (await _service.SendAsync("DELETE", $"v1.0/restore/files/{item}", null, token)).Status);
        Assert.Equal(404, (await _service.SendAsync("POST", "v1.0/restore", Body("{}"), token)).Status);
    }

    private Task<Answer> UpdateAsync(string changes) => _service.SendAsync("POST", "v1.0/restore", Body(changes));

    private string Body(string changes)
    {
        var body = JsonNode.Parse(Bodies.Restore(_backup, _service.Host.AgentId))!.AsObject();
        (body["RestoreId"], body["BackupConfigurationId"], body["RestoreStateId"]) = (_restore, _configuration, 0);
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        return body.ToJsonString();
    }

    private Task<Answer> RemoveAsync(long item) => _service.SendAsync("DELETE", $"v1.0/restore/files/{item}", null);

    private Task<Answer> AddAsync(string path) => _service.SendAsync("PUT", "v1.0/restore/files", Bodies.Item(_restore, path));

    private Task<Answer> StartAsync() =>
        _service.SendAsync("POST", "v1.0/restore/action-requested", $$"""{"Action":"StartManual","Id":{{_restore}}}""");
}

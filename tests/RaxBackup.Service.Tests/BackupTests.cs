using System;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

public sealed class BackupTests : IAsyncLifetime
{
    private readonly RunningService _service = new();

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_backup_goes_from_start_to_report()
    {
        _service.Engine.Hold = new TaskCompletionSource();
        _service.Engine.Progress = new JobProgress(3, 250, 10, 1000);
        var configuration = await _service.CreateConfigurationAsync();
        var id = await _service.StartBackupAsync(configuration);
        var job = Assert.IsType<BackupJob>(await _service.Engine.NextJobAsync());
        Assert.Equal((id, configuration), (job.BackupId, job.ConfigurationId));
        Assert.Equal([new PathRule("/data/one.txt", false), new PathRule("/data/folder", true)], job.Inclusions);
        Assert.Equal([new PathRule("/data/folder/not.txt", false)], job.Exclusions);

        var running = await _service.GetAsync($"v1.0/backup/{id}");
        Assert.Equal(("InProgress", "25"), (running.Json.Text("CurrentState"), running.Header("X-RaxBackup-Progress")));
        Assert.Equal(404, (await _service.GetAsync($"v1.0/backup/report/{id}")).Status);
        Assert.Equal("InProgress", (await _service.GetAsync($"v1.0/backup-configuration/{configuration}")).Json.Text("BackupState"));
        Assert.Equal(0, (await _service.GetAsync($"v1.0/backup/completed/{configuration}")).Json.GetArrayLength());

        _service.Time.Advance(TimeSpan.FromSeconds(3723));
        _service.Engine.Hold.SetResult();
        await _service.DoneAsync(JobKey.Backup(id));
        var done = await _service.GetAsync($"v1.0/backup/{id}");
        Assert.Equal(("Completed", null), (done.Json.Text("CurrentState"), done.Header("X-RaxBackup-Progress")));

        var report = (await _service.GetAsync($"v1.0/backup/report/{id}")).Json;
        Assert.Equal("01:02:03", report.Text("Duration"));
        Assert.Equal(("11936", "3.7 GB", "6", "178.1 MB"),
            (report.Text("FilesSearched"), report.Text("BytesSearched"), report.Text("FilesBackedUp"), report.Text("BytesBackedUp")));
        Assert.Equal(("Completed", "Success", true), (report.Text("State"), report.Text("Reason"), report.GetProperty("CanRestore").GetBoolean()));
        var completed = Assert.Single((await _service.GetAsync($"v1.0/backup/completed/{configuration}")).Json.EnumerateArray());
        Assert.Equal((id, 3972844749), (completed.Number("BackupId"), completed.Number("BytesSearched")));
        var point = Assert.Single((await _service.GetAsync("v1.0/backup/availableforrestore")).Json.EnumerateArray());
        Assert.Equal(configuration, point.Number("BackupConfigurationId"));
        Assert.Equal(id, (await _service.GetAsync($"v1.0/backup-configuration/{configuration}")).Json.Number("LastRunBackupReportId"));
    }

    [Fact]
    public async Task Jobs_run_one_at_a_time_in_their_order()
    {
        _service.Engine.Hold = new TaskCompletionSource();
        var configuration = await _service.CreateConfigurationAsync();
        var first = await _service.StartBackupAsync(configuration);
        await _service.Engine.NextJobAsync();
        var second = await _service.StartBackupAsync(configuration);
        Assert.Equal("Queued", await StateAsync(second));
        _service.Engine.Hold.SetResult();
        Assert.Equal(second, Assert.IsType<BackupJob>(await _service.Engine.NextJobAsync()).BackupId);
        Assert.Equal("Completed", await StateAsync(first));
        await _service.DoneAsync(JobKey.Backup(second));
        Assert.Equal("Completed", await StateAsync(second));
    }

    [Fact]
    public async Task A_running_backup_is_stopped_and_so_is_one_that_waits()
    {
        _service.Engine.Hold = new TaskCompletionSource();
        var configuration = await _service.CreateConfigurationAsync();
        var running = await _service.StartBackupAsync(configuration);
        await _service.Engine.NextJobAsync();
        var waiting = await _service.StartBackupAsync(configuration);
        Assert.Equal(204, (await StopAsync(waiting)).Status);
        Assert.Equal("Stopped", await StateAsync(waiting));
        Assert.Equal(204, (await StopAsync(running)).Status);
        await _service.DoneAsync(JobKey.Backup(running));
        Assert.Equal("Stopped", await StateAsync(running));
        await _service.DoneAsync(JobKey.Backup(waiting));
        Assert.Equal("Stopped", await StateAsync(waiting));

        var again = await StopAsync(running);
        Assert.Equal(400, again.Status);
        Assert.Contains("Stopped", again.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await _service.GetAsync("v1.0/backup/availableforrestore")).Json.GetArrayLength());
    }

    [Fact]
    public async Task A_second_stop_of_what_is_still_stopping_changes_nothing()
    {
        _service.Engine.Hold = new TaskCompletionSource();
        _service.Engine.LastBreath = new TaskCompletionSource();
        var id = await _service.StartBackupAsync(await _service.CreateConfigurationAsync());
        await _service.Engine.NextJobAsync();
        for (var stop = 1; stop <= 2; stop++)
        {
            Assert.Equal(204, (await StopAsync(id)).Status);
            Assert.Equal("StopRequested", await StateAsync(id));
        }

        _service.Engine.LastBreath.SetResult();
        await _service.DoneAsync(JobKey.Backup(id));
        Assert.Equal("Stopped", await StateAsync(id));
        Assert.Equal(400, (await StopAsync(id)).Status);
    }

    [Fact]
    public async Task Files_that_could_not_be_read_are_errors_of_the_report()
    {
        _service.Engine.Backup = _service.Engine.Backup with
        {
            Errors = [new JobError("/data/secret", 13, "Permission denied"), new JobError("/data/gone", 2, "No such file")],
        };
        var id = await _service.RunBackupAsync(await _service.CreateConfigurationAsync());
        var report = (await _service.GetAsync($"v1.0/backup/report/{id}")).Json;
        Assert.Equal(("CompletedWithErrors", 2), (report.Text("State"), report.Number("NumErrors")));
        Assert.True(report.GetProperty("CanRestore").GetBoolean());
        var error = report.GetProperty("ErrorList")[0];
        Assert.Equal(("/data/secret", 13, 101, "Permission denied"),
            (error.Text("Path"), error.Number("ExceptionCode"), error.Number("ErrorType"), error.Text("ExceptionDesc")));
    }

    [Theory]
    [InlineData(EngineFailure.StoreFull, "vault")]
    [InlineData(EngineFailure.NothingToBackUp, "/data/one.txt")]
    public async Task A_job_that_cannot_go_on_has_failed_for_a_reason(object failure, string about)
    {
        _service.Engine.Fault = new EngineException((EngineFailure)failure, "The disk of the vault is full.");
        var id = await _service.RunBackupAsync(await _service.CreateConfigurationAsync());
        var report = (await _service.GetAsync($"v1.0/backup/report/{id}")).Json;
        Assert.Equal(("Failed", failure.ToString(), "The disk of the vault is full."),
            (report.Text("State"), report.Text("Reason"), report.Text("Diagnostics")));
        Assert.False(report.GetProperty("CanRestore").GetBoolean());
        // What was to be backed up, where that is what is missing; else the vault.
        Assert.EndsWith(about, Assert.Single(report.GetProperty("ErrorList").EnumerateArray()).Text("Path"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_the_engine_itself_fails_the_job_and_the_next_one_runs()
    {
        _service.Engine.Fault = new InvalidOperationException("no such thing");
        var configuration = await _service.CreateConfigurationAsync();
        var broken = await _service.RunBackupAsync(configuration);
        Assert.Equal("AgentFault", (await _service.GetAsync($"v1.0/backup/report/{broken}")).Json.Text("Reason"));
        _service.Engine.Fault = null;
        Assert.Equal("Completed", await StateAsync(await _service.RunBackupAsync(configuration)));
    }

    [Theory]
    [InlineData("""{"Action":"StartManual","Id":999999}""", 404)]
    [InlineData("""{"Action":"StopManual","Id":999999}""", 404)]
    [InlineData("""{"Action":"Pause","Id":1}""", 400)]
    [InlineData("""{"Id":1}""", 400)]
    [InlineData("""{"Action":"StartManual"}""", 400)]
    [InlineData("""{"Action":"StartManual","Id":"x"}""", 400)]
    public async Task Bad_actions_are_refused(string body, int status) =>
        Assert.Equal(status, (await _service.SendAsync("POST", "v1.0/backup/action-requested", body)).Status);

    [Theory]
    [InlineData("v1.0/backup/999999")]
    [InlineData("v1.0/backup/report/999999")]
    [InlineData("v1.0/backup/completed/999999")]
    public async Task What_is_not_there_is_not_found(string path) => Assert.Equal(404, (await _service.GetAsync(path)).Status);

    [Fact]
    public async Task Disabled_agents_and_configurations_start_nothing()
    {
        var disabled = await _service.CreateConfigurationAsync("disabled", """{"IsActive":false}""");
        Assert.Equal(403, (await StartAsync(disabled)).Status);
        var active = await _service.CreateConfigurationAsync("active");
        _service.Host.State.Agents.SetDisabled(_service.Host.AgentId, true);
        var answer = await StartAsync(active);
        Assert.Equal(403, answer.Status);
        Assert.Contains("disabled", answer.Message, StringComparison.Ordinal);
        Assert.True((await _service.GetAsync($"v1.0/agent/{_service.Host.AgentId}")).Json.GetProperty("IsDisabled").GetBoolean());
    }

    [Fact]
    public async Task Deleting_a_configuration_takes_its_backups_out_of_the_restorable_ones()
    {
        var configuration = await _service.CreateConfigurationAsync();
        var id = await _service.RunBackupAsync(configuration);
        await _service.SendAsync("DELETE", $"v1.0/backup-configuration/{configuration}", null);
        Assert.Equal(0, (await _service.GetAsync("v1.0/backup/availableforrestore")).Json.GetArrayLength());
        Assert.Equal(0, (await _service.GetAsync($"v1.0/backup/completed/{configuration}")).Json.GetArrayLength());
        var report = (await _service.GetAsync($"v1.0/backup/report/{id}")).Json;
        Assert.Equal((true, false), (report.GetProperty("BackupConfigurationIsDeleted").GetBoolean(), report.GetProperty("CanRestore").GetBoolean()));
    }

    private Task<Answer> StartAsync(long id) =>
        _service.SendAsync("POST", "v1.0/backup/action-requested", $$"""{"Action":"StartManual","Id":{{id}}}""");

    private Task<Answer> StopAsync(long id) =>
        _service.SendAsync("POST", "v1.0/backup/action-requested", $$"""{"Action":"StopManual","Id":{{id}}}""");

    private async Task<string> StateAsync(long id) => (await _service.GetAsync($"v1.0/backup/{id}")).Json.Text("CurrentState")!;
}

using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>What a state folder keeps, and what becomes of it when it is spoilt.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("raxbackup-test-").FullName;

    private string State => Path.Combine(_folder, "state");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Everything_is_there_again_after_a_restart()
    {
        long agent, configuration, backup, restore;
        string key, tenant, before, events;
        await using (var first = await RunningService.StartAsync(State))
        {
            (agent, key, tenant) = (first.Host.AgentId, first.Host.ApiKey, first.Host.TenantId);
            configuration = await first.CreateConfigurationAsync();
            backup = await first.RunBackupAsync(configuration);
            restore = await first.CreateRestoreAsync(backup);
            before = (await first.GetAsync($"v1.0/backup/report/{backup}")).Text.Replace("true", "?", StringComparison.Ordinal);
            events = EntryIds(await first.GetAsync($"backup/events/{tenant}"));
        }

        await using var second = await RunningService.StartAsync(State);
        Assert.Equal((agent, key, tenant), (second.Host.AgentId, second.Host.ApiKey, second.Host.TenantId));
        Assert.Equal("etc", (await second.GetAsync($"v1.0/backup-configuration/{configuration}")).Json.Text("BackupConfigurationName"));
        var report = (await second.GetAsync($"v1.0/backup/report/{backup}")).Text;
        Assert.Equal(before,
            report.Replace("\"CanRestore\":false", "\"CanRestore\":?", StringComparison.Ordinal).Replace("true", "?", StringComparison.Ordinal));
        Assert.Equal(0, (await second.GetAsync($"v1.0/restore/{restore}")).Json.Number("RestoreStateId"));
        Assert.Equal(events, EntryIds(await second.GetAsync($"backup/events/{tenant}")));
    }

    [Fact]
    public async Task Jobs_that_an_orderly_end_interrupts_have_failed()
    {
        long running, waiting;
        await using (var first = await RunningService.StartAsync(State))
        {
            first.Engine.Hold = new TaskCompletionSource();
            var configuration = await first.CreateConfigurationAsync();
            running = await first.StartBackupAsync(configuration);
            await first.Engine.NextJobAsync();
            waiting = await first.StartBackupAsync(configuration);
        }

        await using var second = await RunningService.StartAsync(State);
        foreach (var id in new[] { running, waiting })
        {
            var report = (await second.GetAsync($"v1.0/backup/report/{id}")).Json;
            Assert.Equal(("Failed", "ServiceStopped"), (report.Text("State"), report.Text("Reason")));
        }
    }

    [Fact]
    public async Task Jobs_that_a_kill_leaves_behind_have_failed_and_the_others_are_as_they_were()
    {
        long backup, left;
        await using (var first = await RunningService.StartAsync(State))
        {
            var configuration = await first.CreateConfigurationAsync();
            backup = await first.RunBackupAsync(configuration);
            // What a killed service leaves: a row whose end nobody has written down.
            left = first.Host.State.Backups.Add(configuration, JobState.InProgress);
        }

        await using var second = await RunningService.StartAsync(State);
        Assert.Equal("Completed", (await second.GetAsync($"v1.0/backup/{backup}")).Json.Text("CurrentState"));
        var report = (await second.GetAsync($"v1.0/backup/report/{left}")).Json;
        Assert.Equal(("Failed", "ServiceRestarted"), (report.Text("State"), report.Text("Reason")));
    }

    [Fact]
    public async Task Data_of_a_backup_whose_end_a_kill_kept_from_being_written_down_is_forgotten()
    {
        await using var first = await RunningService.StartAsync(State);
        var configuration = await first.CreateConfigurationAsync();
        var (kept, lost) = (await first.RunBackupAsync(configuration), await first.RunBackupAsync(configuration));
        first.Host.State.Jobs.Finish(JobKey.Backup(lost), new JobEnd(JobState.Failed, "ServiceRestarted", ""), []);

        first.Host.Deletion.Resume();
        await first.Host.Deletion.Settled;

        Assert.Equal([kept], await first.Engine.ListAsync(default));
    }

    [Fact]
    public async Task A_folder_in_use_is_refused()
    {
        await using var first = await RunningService.StartAsync(State);
        var failure = await FailAsync(State);
        Assert.Equal("StateInUse", failure.ErrorId);
        Assert.Contains(State, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_refused()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");
        var failure = await FailAsync(Path.Combine(file, "state"));
        Assert.Equal("StateNotWritable", failure.ErrorId);
        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 100, "rubbish")]
    [InlineData(8192, 60000, null)]
    public async Task A_damaged_database_is_refused_and_left_alone(int at, int length, string? text)
    {
        await using (var first = await RunningService.StartAsync(State))
        {
            await first.CreateConfigurationAsync();
        }

        var file = Path.Combine(State, "state.db");
        var bytes = await File.ReadAllBytesAsync(file);
        var end = Math.Min(at + length, bytes.Length);
        for (var i = at; i < end; i++)
        {
            bytes[i] = (byte)(text == null ? 0xA5 : text[i % text.Length]);
        }

        await File.WriteAllBytesAsync(file, bytes);
        var failure = await FailAsync(State);
        Assert.Equal("StateDamaged", failure.ErrorId);
        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task A_damaged_key_file_is_refused_by_name()
    {
        await using (await RunningService.StartAsync(State))
        {
        }

        var file = Path.Combine(State, "apikey");
        await File.WriteAllTextAsync(file, "short");
        var failure = await FailAsync(State);
        Assert.Equal("StateDamaged", failure.ErrorId);
        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
        File.Delete(file);
        await using var again = await RunningService.StartAsync(State);
        Assert.Equal(64, again.Host.ApiKey.Length);
    }

    [Fact]
    public async Task The_key_is_for_its_owner_alone_and_in_no_other_file()
    {
        await using var service = await RunningService.StartAsync(State);
        await service.RunBackupAsync(await service.CreateConfigurationAsync());
        var key = service.Host.ApiKey;
        Assert.Equal(key, await File.ReadAllTextAsync(Path.Combine(State, "apikey")));
        foreach (var file in Directory.GetFiles(State).Where(f => Path.GetFileName(f) is not ("apikey" or "lock")))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            var text = await reader.ReadToEndAsync();
            Assert.DoesNotContain(key, text, StringComparison.Ordinal);
            Assert.DoesNotContain(service.Token, text, StringComparison.Ordinal);
        }

        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(State) & others);
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(State, "apikey")) & others);
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(State, "state.db")) & others);
        }
    }

    [Fact]
    public async Task Without_a_folder_nothing_stays()
    {
        string vault;
        await using (var service = await RunningService.StartAsync())
        {
            vault = new Uri((await service.GetAsync($"v1.0/agent/{service.Host.AgentId}")).Json.Text("BackupContainer")!).LocalPath;
            Assert.True(Directory.Exists(vault));
            Assert.Null(service.Host.StateFolder);
        }

        Assert.False(Directory.Exists(Path.GetDirectoryName(vault)));
    }

    private static Task<StartFailure> FailAsync(string folder) => Assert.ThrowsAsync<StartFailure>(() => RunningService.StartAsync(folder));

    private static string EntryIds(Answer answer) => string.Join(' ', System.Xml.Linq.XDocument.Parse(answer.Text).Descendants()
        .Where(d => d.Name.LocalName == "id").Select(d => d.Value));
}

using System;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>Turning encryption on, changing its passphrase, and restoring with it.</summary>
public sealed class EncryptionTests : IAsyncLifetime
{
    private const string Passphrase = "Grünes Pferd 42 ☂";

    private readonly RunningService _service = new(RunningService.WithAgents(1));

    private long Agent => _service.Host.AgentId;

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Encryption_is_turned_on_once_and_stays_on()
    {
        var first = await EnableAsync(await _service.SealAsync(Agent, Passphrase));
        Assert.Equal(200, first.Status);
        Assert.True(Guid.TryParse(first.Json.GetString(), out _));
        Assert.True((await _service.GetAsync($"v1.0/agent/{Agent}")).Json.GetProperty("IsEncrypted").GetBoolean());
        await _service.Engine.VerifyPassphraseAsync(Agent.ToString(), System.Text.Encoding.UTF8.GetBytes(Passphrase), default);

        var again = await EnableAsync(await _service.SealAsync(Agent, "another"));
        Assert.Equal((403, "AlreadyEncrypted"), (again.Status, again.Json.At("forbidden", "details").GetString()));
        await _service.Engine.VerifyPassphraseAsync(Agent.ToString(), System.Text.Encoding.UTF8.GetBytes(Passphrase), default);
    }

    [Fact]
    public async Task Spaces_and_capitals_in_the_digits_do_no_harm()
    {
        var hex = string.Join(' ', (await _service.SealAsync(Agent, Passphrase)).ToUpperInvariant().Chunk(30).Select(c => new string(c)));
        Assert.Equal(200, (await EnableAsync(hex)).Status);
        await _service.Engine.VerifyPassphraseAsync(Agent.ToString(), System.Text.Encoding.UTF8.GetBytes(Passphrase), default);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"open sesame\"")]
    [InlineData("\"0bff42\"")]
    [InlineData("\"{zz}\"")]
    [InlineData("\"{00}\"")]
    [InlineData("\"{ff}\"")]
    [InlineData("{\"open\":\"sesame\"}")]
    public async Task What_no_passphrase_was_sealed_in_is_refused_and_not_repeated(string value)
    {
        var sent = value.Replace("{zz}", new string('z', 512), StringComparison.Ordinal)
            .Replace("{00}", new string('0', 512), StringComparison.Ordinal).Replace("{ff}", new string('f', 512), StringComparison.Ordinal);
        var answer = await _service.SendAsync("POST", "v1.0/agent/encrypt", $$"""{"MachineAgentId":{{Agent}},"EncryptedPasswordHex":{{sent}}}""");
        Assert.Equal((400, "EncryptedPasswordHex"), (answer.Status, answer.Json.At("badRequest", "details").GetString()));
        Assert.DoesNotContain("sesame", answer.Text, StringComparison.Ordinal);
        Assert.False((await _service.GetAsync($"v1.0/agent/{Agent}")).Json.GetProperty("IsEncrypted").GetBoolean());
    }

    [Fact]
    public async Task What_was_sealed_for_another_agent_is_refused()
    {
        var other = (await _service.AgentIdsAsync())[1];
        Assert.Equal(400, (await EnableAsync(await _service.SealAsync(other, Passphrase))).Status);
        Assert.Equal(400, (await EnableAsync(await _service.SealAsync(Agent, ""))).Status);
    }

    [Fact]
    public async Task The_passphrase_is_changed_by_who_knows_it()
    {
        await _service.EncryptAsync(Agent, Passphrase);
        var wrong = await ChangeAsync("not it", "next");
        Assert.Equal((403, "WrongPassphrase"), (wrong.Status, wrong.Json.At("forbidden", "details").GetString()));
        var changed = await ChangeAsync(Passphrase, "next");
        Assert.Equal(200, changed.Status);
        Assert.True(Guid.TryParse(changed.Json.GetString(), out _));
        Assert.Equal(403, (await ChangeAsync(Passphrase, "next but one")).Status);
        Assert.Equal(200, (await ChangeAsync("next", Passphrase)).Status);
    }

    [Fact]
    public async Task Where_there_is_no_encryption_there_is_no_passphrase_to_change()
    {
        var answer = await ChangeAsync("a", "b");
        Assert.Equal(403, answer.Status);
        Assert.Contains("not encrypted", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_vault_knows_and_the_state_does_not_is_made_good_by_the_same_passphrase()
    {
        await _service.Engine.EnableEncryptionAsync(Agent.ToString(), System.Text.Encoding.UTF8.GetBytes(Passphrase), default);
        var wrong = await EnableAsync(await _service.SealAsync(Agent, "another"));
        Assert.Equal((403, "WrongPassphrase"), (wrong.Status, wrong.Json.At("forbidden", "details").GetString()));
        Assert.Equal(200, (await EnableAsync(await _service.SealAsync(Agent, Passphrase))).Status);
        Assert.True((await _service.GetAsync($"v1.0/agent/{Agent}")).Json.GetProperty("IsEncrypted").GetBoolean());
    }

    [Fact]
    public async Task Backups_are_encrypted_from_then_on_and_each_says_whether_it_is()
    {
        var configuration = await _service.CreateConfigurationAsync();
        var before = await _service.RunBackupAsync(configuration);
        Assert.Null(Assert.IsType<BackupJob>(await _service.Engine.NextJobAsync()).EncryptFor);
        await _service.EncryptAsync(Agent, Passphrase);
        var after = await _service.RunBackupAsync(configuration);
        Assert.Equal(Agent.ToString(), Assert.IsType<BackupJob>(await _service.Engine.NextJobAsync()).EncryptFor);
        Assert.Equal((false, true), (await IsEncryptedAsync($"v1.0/backup/{before}"), await IsEncryptedAsync($"v1.0/backup/{after}")));
        Assert.Equal((false, true), (
            await IsEncryptedAsync($"v1.0/restore/{await _service.CreateRestoreAsync(before)}"),
            await IsEncryptedAsync($"v1.0/restore/{await _service.CreateRestoreAsync(after)}")));
        Assert.True((await _service.GetAsync("v1.0/backup/availableforrestore")).Json[0].GetProperty("IsEncrypted").GetBoolean());
    }

    [Fact]
    public async Task A_backup_that_waits_while_encryption_is_turned_on_is_encrypted()
    {
        var configuration = await _service.CreateConfigurationAsync();
        _service.Engine.Hold = new TaskCompletionSource();
        await _service.StartBackupAsync(configuration);
        await _service.Engine.NextJobAsync();
        var waiting = await _service.StartBackupAsync(configuration);
        await _service.EncryptAsync(Agent, Passphrase);
        _service.Engine.Hold.SetResult();
        await _service.DoneAsync(JobKey.Backup(waiting));
        Assert.Equal(Agent.ToString(), Assert.IsType<BackupJob>(await _service.Engine.NextJobAsync()).EncryptFor);
        Assert.True(await IsEncryptedAsync($"v1.0/backup/{waiting}"));
    }

    [Fact]
    public async Task With_its_passphrase_an_encrypted_backup_is_restored_also_to_another_agent()
    {
        var other = (await _service.AgentIdsAsync())[1];
        var restore = await PrepareAsync($$"""{"DestinationMachineId":{{other}}}""");
        Assert.Equal(204, (await StartAsync(restore, await _service.SealAsync(Agent, Passphrase))).Status);
        await _service.DoneAsync(JobKey.Restore(restore), other);
        Assert.Equal(3, (await _service.GetAsync($"v1.0/restore/{restore}")).Json.Number("RestoreStateId"));
        Assert.Equal(Passphrase, _service.Engine.LastPassphrase);
        Assert.False(_service.Engine.PassphraseMemory.IsEmpty);
        Assert.DoesNotContain(_service.Engine.PassphraseMemory.ToArray(), b => b != 0);
    }

    [Fact]
    public async Task With_a_wrong_passphrase_a_restore_has_failed_at_once_though_the_agent_is_busy()
    {
        var restore = await PrepareAsync();
        _service.Engine.Hold = new TaskCompletionSource();
        await _service.StartBackupAsync(await _service.CreateConfigurationAsync("busy"));
        Assert.Equal(204, (await StartAsync(restore, await _service.SealAsync(Agent, "not it"))).Status);
        Assert.Equal(5, (await _service.GetAsync($"v1.0/restore/{restore}")).Json.Number("RestoreStateId"));
        var report = (await _service.GetAsync($"v1.0/restore/report/{restore}")).Json;
        Assert.Equal(("Failed", "WrongPassphrase", "1"), (report.Text("State"), report.Text("Reason"), report.Text("NumErrors")));
        Assert.DoesNotContain("not it", report.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_passphrase_an_encrypted_restore_is_refused_and_can_be_started_with_it()
    {
        var restore = await PrepareAsync();
        foreach (var hex in new[] { null, "", "myencryptedpassword" })
        {
            var refused = await StartAsync(restore, hex);
            Assert.Equal((400, "EncryptedPassword"), (refused.Status, refused.Json.At("badRequest", "details").GetString()));
            Assert.DoesNotContain("myencrypted", refused.Text, StringComparison.Ordinal);
        }

        Assert.Equal(204, (await StartAsync(restore, await _service.SealAsync(Agent, Passphrase))).Status);
    }

    [Fact]
    public async Task A_backup_that_is_not_encrypted_needs_no_passphrase_and_minds_none()
    {
        var backup = await _service.RunBackupAsync(await _service.CreateConfigurationAsync());
        await _service.EncryptAsync(Agent, Passphrase);
        Assert.Equal(204, (await StartAsync(await _service.CreateRestoreAsync(backup), null)).Status);
        Assert.Equal(204, (await StartAsync(await _service.CreateRestoreAsync(backup), "myencryptedpassword")).Status);
    }

    private async Task<long> PrepareAsync(string changes = "{}")
    {
        await _service.EncryptAsync(Agent, Passphrase);
        var backup = await _service.RunBackupAsync(await _service.CreateConfigurationAsync());
        return await _service.CreateRestoreAsync(backup, changes: changes);
    }

    private Task<Answer> EnableAsync(string hex) =>
        _service.SendAsync("POST", "v1.0/agent/encrypt", $$"""{"MachineAgentId":{{Agent}},"EncryptedPasswordHex":"{{hex}}"}""");

    private async Task<Answer> ChangeAsync(string current, string next) => await _service.SendAsync(
        "POST", "v1.0/agent/changeencryption",
        $$"""
        {"MachineAgentId":{{Agent}},"OldEncryptedPasswordHex":"{{await _service.SealAsync(Agent, current)}}",
         "NewEncryptedPasswordHex":"{{await _service.SealAsync(Agent, next)}}"}
        """);

    private Task<Answer> StartAsync(long restore, string? hex) => _service.SendAsync(
        "POST", "v1.0/restore/action-requested",
        $$"""{"Action":"StartManual","EncryptedPassword":{{(hex == null ? "null" : $"\"{hex}\"")}},"Id":{{restore}}}""");

    private async Task<bool> IsEncryptedAsync(string path) => (await _service.GetAsync(path)).Json.GetProperty("IsEncrypted").GetBoolean();
}

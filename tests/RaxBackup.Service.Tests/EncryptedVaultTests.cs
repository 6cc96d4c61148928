using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>Encryption from the wire to the disk: the service with the vault itself.</summary>
public sealed class EncryptedVaultTests : IAsyncLifetime
{
    private const string Passphrase = "Passphrase-that-nobody-must-find";
    private const string Next = "Next-passphrase-that-nobody-must-find";
    private const string Plain = "Planted-text-that-nobody-must-find-either.";

    private readonly string _folder = Directory.CreateTempSubdirectory("raxbackup-test-").FullName;
    private RunningService _service = null!;
    private string _source = "";

    public async Task InitializeAsync()
    {
        _source = Directory.CreateDirectory(Path.Combine(_folder, "source")).FullName;
        await File.WriteAllTextAsync(Path.Combine(_source, "Planted-name.txt"), string.Concat(Enumerable.Repeat(Plain, 500)));
        _service = new RunningService(RunningService.WithAgents(1, Path.Combine(_folder, "state")))
        {
            OtherEngine = vault => new VaultEngine(vault, TimeProvider.System),
        };
        await _service.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_was_backed_up_comes_back_with_its_passphrase_alone()
    {
        await _service.EncryptAsync(_service.Host.AgentId, Passphrase);
        var backup = await _service.RunBackupAsync(await ConfigurationAsync());
        Assert.Equal("Completed", (await _service.GetAsync($"v1.0/backup/{backup}")).Json.Text("CurrentState"));

        Assert.Equal(("Failed", "WrongPassphrase"), await RestoreAsync(backup, "wrong", Next));
        Assert.False(Directory.Exists(Path.Combine(_folder, "wrong")));
        Assert.Equal(("Completed", "Success"), await RestoreAsync(backup, "right", Passphrase));
        Assert.Equal(Plain, (await File.ReadAllTextAsync(Restored("right")))[..Plain.Length]);

        var change = await _service.SendAsync(
            "POST", "v1.0/agent/changeencryption",
            $$"""
            {"MachineAgentId":{{_service.Host.AgentId}},"OldEncryptedPasswordHex":"{{await _service.SealAsync(_service.Host.AgentId, Passphrase)}}",
             "NewEncryptedPasswordHex":"{{await _service.SealAsync(_service.Host.AgentId, Next)}}"}
            """);
        Assert.True(change.Status == 200, change.Text);
        Assert.Equal(("Failed", "WrongPassphrase"), await RestoreAsync(backup, "old", Passphrase));
        var other = (await _service.AgentIdsAsync())[1];
        Assert.Equal(("Completed", "Success"), await RestoreAsync(backup, "other", Next, other));
        Assert.Equal(Plain, (await File.ReadAllTextAsync(Restored("other")))[..Plain.Length]);

        await _service.Host.DisposeAsync();
        foreach (var file in Directory.GetFiles(Path.Combine(_folder, "state"), "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            foreach (var marker in new[] { Passphrase, Next, Plain, Convert.ToHexString(Encoding.UTF8.GetBytes(Passphrase)) })
            {
                Assert.False(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(marker)) >= 0, $"{marker} is in {file}");
            }
        }

        await InitializeAsync();
    }

    [Fact]
    public async Task A_deleted_agents_data_is_gone_from_the_disk()
    {
        await _service.RunBackupAsync(await ConfigurationAsync());
        Assert.NotEmpty(Packs());
        await _service.SendAsync("POST", "v1.0/agent/delete", $$"""{"MachineAgentId":{{_service.Host.AgentId}}}""");
        await _service.Host.Deletion.Settled;
        Assert.Empty(Packs());

        string[] Packs() => [.. Directory.GetFiles(Path.Combine(_folder, "state", "vault"), "*", SearchOption.AllDirectories)
            .Where(f => new FileInfo(f).Length > 0 && !Path.GetFileName(f).Contains("lock", StringComparison.Ordinal))];
    }

    private string Restored(string folder) =>
        Path.Combine(_folder, folder, _source.TrimStart('/').Replace(":", "", StringComparison.Ordinal), "Planted-name.txt");

    private Task<long> ConfigurationAsync() => _service.CreateConfigurationAsync("all", JsonSerializer.Serialize(
        new { Inclusions = new[] { new { FilePath = _source, FileItemType = "Folder" } }, Exclusions = Array.Empty<object>() }));

    private async Task<(string?, string?)> RestoreAsync(long backup, string folder, string passphrase, long? agent = null)
    {
        var id = await _service.CreateRestoreAsync(
            backup, Path.Combine(_folder, folder), changes: $$"""{"DestinationMachineId":{{agent ?? _service.Host.AgentId}}}""");
        var start = await _service.SendAsync(
            "POST", "v1.0/restore/action-requested",
            $$"""{"Action":"StartManual","Id":{{id}},"EncryptedPassword":"{{await _service.SealAsync(_service.Host.AgentId, passphrase)}}"}""");
        Assert.True(start.Status == 204, start.Text);
        await _service.DoneAsync(JobKey.Restore(id), agent);
        var report = (await _service.GetAsync($"v1.0/restore/report/{id}")).Json;
        return (report.Text("State"), report.Text("Reason"));
    }
}

using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Dapper;
using Microsoft.Data.Sqlite;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>State folders of earlier versions are taken over as they are, those of later ones refused.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("raxbackup-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_database_of_the_first_version_is_brought_up_to_date()
    {
        Execute(
            Schema.Steps[0] +
            """
            INSERT INTO meta VALUES ('TenantId', '123456'), ('HostServerId', 'this-machine');
            INSERT INTO agents (MachineAgentId, TenantId, Region, MachineName, AgentVersion, Architecture, Flavor, IPAddress, OperatingSystem,
              OperatingSystemVersion, HostServerId, ModulusHex, ExponentHex, PrivateKey)
            VALUES (7, '123456', 'DFW', 'old', '', '', '', '', '', '', 'this-machine', 'AB', '10001', x'00');
            INSERT INTO configurations VALUES (8, 9, 7, 'etc', 1, 0, 30, 1, 0, NULL, NULL, NULL, NULL, 'UTC', '', 0, 0, '', '', 0);
            INSERT INTO backups (BackupId, ConfigurationId, State, StateChangeTime, RequestedTime) VALUES (10, 8, 3, 1, 1);
            INSERT INTO events VALUES (5, 'backup', 'DFW', '123456', '0191a6e2-0000-7000-8000-000000000001', 1768478400123,
              char(10) || 'tid:123456' || char(10) || 'type:a.b' || char(10), '<event xmlns="urn:e" id="1"/>');
            PRAGMA user_version = 1;
            """);
        await using var service = await RunningService.StartAsync(_folder);
        Assert.Equal(7, service.Host.AgentId);
        var agent = service.Host.State.Agents.Get(service.Scope, 7);
        Assert.Equal((3, null, false), (agent.LoggingLevelId, agent.BackupDataCenter, agent.IsEncrypted));
        Assert.False((await service.GetAsync("v1.0/backup/10")).Json.GetProperty("IsEncrypted").GetBoolean());
        var entry = (await service.GetAsync("backup/events/123456/entries/urn:uuid:0191a6e2-0000-7000-8000-000000000001")).Text;
        Assert.Contains("term=\"type:a.b\"/><atom:content type=\"application/xml\"><event xmlns=\"urn:e\" id=\"1\"/></atom:content>", entry);
        Assert.Contains($"href=\"{service.Host.Address}dfw/backup/events/123456/entries/urn:uuid:0191a6e2-", entry);
        Assert.Contains("<atom:updated>2026-01-15T12:00:00.123Z</atom:updated>", entry);
        await service.RunBackupAsync(8);
        Assert.Contains("0191a6e2", (await service.GetAsync("backup/events/123456?marker=last&limit=1")).Text);
    }

    [Fact]
    public async Task A_database_of_a_later_version_is_refused_and_left_alone()
    {
        Execute($"{string.Concat(Schema.Steps)} PRAGMA user_version = {Schema.Steps.Count + 1};");
        var before = await File.ReadAllBytesAsync(Path.Combine(_folder, "state.db"));
        Assert.Equal("StateTooNew", (await Assert.ThrowsAsync<StartFailure>(() => RunningService.StartAsync(_folder))).ErrorId);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(_folder, "state.db")));
    }

    private void Execute(string statements)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "state.db")};Pooling=False");
        connection.Open();
        connection.Execute(statements);
    }
}

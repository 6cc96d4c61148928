using System.Collections.Generic;
using System.Threading.Tasks;
using RaxBackup.Client.Http;

namespace RaxBackup.Client;

/// <summary>The backup configuration operations. Region null means the session's.</summary>
internal sealed class ConfigurationsApi(BackupEndpoint backup)
{
    /// <summary>List all backup configurations for the user.</summary>
    public Task<IReadOnlyList<BackupConfiguration>> ListAsync(string? region, Call call) =>
        backup.ListAsync<BackupConfiguration>(region, Operation.Get("ListConfigurations", "backup-configuration"), call);

    /// <summary>List all backup configurations for an agent.</summary>
    public Task<IReadOnlyList<BackupConfiguration>> ListByAgentAsync(string? region, long agentId, Call call) =>
        backup.ListAsync<BackupConfiguration>(region, Operation.Get("ListAgentConfigurations", $"backup-configuration/system/{agentId}") with
        {
            Words = "list the configurations of agent",
        }, call);

    /// <summary>List backup configuration details.</summary>
    public Task<BackupConfiguration> GetAsync(string? region, long configurationId, Call call) =>
        backup.ReadAsync<BackupConfiguration>(region, Operation.Get("GetConfiguration", $"backup-configuration/{configurationId}"), call);

    /// <summary>Create a backup configuration.</summary>
    public Task<BackupConfiguration> CreateAsync(string? region, ConfigurationDraft draft, Call call) =>
        backup.ReadAsync<BackupConfiguration>(region, Operation.PostOnce("CreateConfiguration", "backup-configuration", draft), call);

    /// <summary>Delete a backup configuration.</summary>
    public Task DeleteAsync(string? region, long configurationId, Call call) =>
        backup.SendAsync(region, Operation.Delete("DeleteConfiguration", $"backup-configuration/{configurationId}"), call);
}

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

    /// <summary>Enable or disable a backup configuration.</summary>
    public Task<BackupConfiguration> SwitchAsync(string? region, long configurationId, bool enable, Call call)
    {
        var path = $"backup-configuration/enable/{configurationId}";
        var operation = Operation.PostSame("EnableConfiguration", path, new ConfigurationSwitchDraft(enable));
        return backup.ReadAsync<BackupConfiguration>(
            region, operation with { Words = enable ? "enable configuration" : "disable configuration" }, call);
    }

    /// <summary>
    /// Update a backup configuration: reads it, changes what is named, and sends all that is writable, with the clock fields back in the
    /// schedule's zone. Throws ScheduleAmbiguous where it is not known what to send.
    /// </summary>
    public async Task UpdateAsync(string? region, long configurationId, ConfigurationChange change, Call call)
    {
        var current = await GetAsync(region, configurationId, call).ConfigureAwait(false);
        if (current.IsDeleted == true)
        {
            throw Failure.About(
                configurationId, FailureKind.NotFound, nameof(Text.ConfigurationNotFound),
                $"Could not update configuration {configurationId}", "it is deleted");
        }
        await ReplaceAsync(region, current, change.ApplyTo(ConfigurationSettings.Of(current)), call).ConfigureAwait(false);
    }

    /// <summary>Update a backup configuration that was read, with all of its settings.</summary>
    public Task ReplaceAsync(string? region, BackupConfiguration current, ConfigurationSettings settings, Call call)
    {
        if (!settings.HasSchedule) throw Schedule.Ambiguous(current);
        var id = current.BackupConfigurationId;
        var agentId = current.MachineAgentId ?? throw Failure.About(
            id, FailureKind.UnreadableAnswer, nameof(Text.AnswerUnreadable), $"get configuration {id}", "it names no agent");
        var draft = settings.ToDraft(agentId, current.BackupConfigurationScheduleId);
        return backup.SendAsync(region, Operation.PutSame("UpdateConfiguration", $"backup-configuration/{id}", draft) with { Target = id }, call);
    }

    /// <summary>Delete a backup configuration.</summary>
    public Task DeleteAsync(string? region, long configurationId, Call call) =>
        backup.SendAsync(region, Operation.Delete("DeleteConfiguration", $"backup-configuration/{configurationId}"), call);
}

/// <summary>Whether a configuration is enabled, in the wire's own names.</summary>
internal sealed record ConfigurationSwitchDraft(bool Enable);

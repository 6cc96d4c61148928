using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace RaxBackup.Client.DesiredState;

/// <summary>
/// Brings configurations to the state that files describe: finds each by agent and name, and creates or updates what is not as it
/// should be. Agents and configurations are listed once.
/// </summary>
/// <param name="agents">To find agents by their machine's name.</param>
/// <param name="configurations">To find and write configurations.</param>
/// <param name="region">The region; null is the session's.</param>
/// <param name="agentId">The agent that gets everything; null: the one whose machine the file names.</param>
internal sealed class ConfigurationImport(AgentsApi agents, ConfigurationsApi configurations, string? region, long? agentId)
{
    private readonly Dictionary<long, IReadOnlyList<BackupConfiguration>> present = [];
    private readonly Dictionary<(long Agent, string Name), string> seen = [];
    private IReadOnlyList<Agent>? all;

    /// <summary>What has to be done for an entry; changes nothing.</summary>
    public async Task<ImportStep> PlanAsync(ConfigurationEntry entry, Call call)
    {
        var agent = agentId ?? await FindAgentAsync(entry, call).ConfigureAwait(false);
        var name = entry.Settings.Name;
        if (seen.TryGetValue((agent, name), out var before))
            throw Failure.About(name, FailureKind.Conflict, nameof(Text.ConfigurationDuplicate), entry.Place, name, before);
        seen.Add((agent, name), entry.Place);

        if (!present.TryGetValue(agent, out var list))
            present[agent] = list = await configurations.ListByAgentAsync(region, agent, call).ConfigureAwait(false);
        var found = list.Where(one => one.BackupConfigurationName == name && one.IsDeleted != true).ToList();
        if (found.Count > 1)
            throw Failure.About(name, FailureKind.Conflict, nameof(Text.ConfigurationAmbiguous), entry.Place, found.Count, name);
        var current = found.FirstOrDefault();
        var settings = current == null ? null : ConfigurationSettings.Of(current);
        var wanted = entry.Settings with
        {
            PreScript = entry.Settings.PreScript ?? settings?.PreScript,
            PostScript = entry.Settings.PostScript ?? settings?.PostScript,
        };
        return new(entry with { Settings = wanted }, agent, current, ConfigurationDifference.Between(settings, wanted));
    }

    /// <summary>Does it.</summary>
    /// <returns>The configuration as it is then: read again only where <paramref name="read"/> asks for it.</returns>
    public async Task<BackupConfiguration?> ApplyAsync(ImportStep step, bool read, Call call)
    {
        if (step.Current is not { } current)
            return await configurations.CreateAsync(region, step.Entry.Settings.ToDraft(step.AgentId), call).ConfigureAwait(false);
        await configurations.ReplaceAsync(region, current, step.Entry.Settings, call).ConfigureAwait(false);
        return read ? await configurations.GetAsync(region, current.BackupConfigurationId, call).ConfigureAwait(false) : null;
    }

    private async Task<long> FindAgentAsync(ConfigurationEntry entry, Call call)
    {
        if (entry.MachineName is not { Length: > 0 } machine)
            throw Failure.About(entry.Settings.Name, FailureKind.InvalidRequest, nameof(Text.MachineNameMissing), entry.Place);
        all ??= await agents.ListAsync(region, call).ConfigureAwait(false);
        var found = all.Where(agent => string.Equals(agent.MachineName, machine, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count switch
        {
            1 => found[0].MachineAgentId,
            0 => throw Failure.About(
                machine, FailureKind.NotFound, nameof(Text.AgentNotFound), entry.Place, $"there is no agent whose machine is named '{machine}'"),
            _ => throw Failure.About(machine, FailureKind.Conflict, nameof(Text.AgentAmbiguous), entry.Place, found.Count, machine),
        };
    }
}

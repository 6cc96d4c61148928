using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Client.DesiredState;

/// <summary>What an import has to do for one configuration.</summary>
/// <param name="Entry">As it should be.</param>
/// <param name="AgentId">Whose it is.</param>
/// <param name="Current">As it is; null where there is none.</param>
/// <param name="Differences">What has to change.</param>
internal sealed record ImportStep(
    ConfigurationEntry Entry, long AgentId, BackupConfiguration? Current, IReadOnlyList<ConfigurationDifference> Differences)
{
    /// <summary>Whether all is as it should be.</summary>
    public bool IsDone => Current != null && Differences.Count == 0;

    /// <summary>"Create" or "Update".</summary>
    public string Action => Current == null ? "Create" : "Update";

    /// <summary>"configuration 'Nightly' of web01".</summary>
    public string Target => $"configuration '{Entry.Settings.Name}' of {Current?.MachineName ?? Entry.MachineName ?? $"agent {AgentId}"}";

    /// <summary>What is done, field by field.</summary>
    public string Words => string.Join("\n  ", new[] { $"{Action} {Target}" }.Concat(Differences.Select(difference => $"{difference}")));
}

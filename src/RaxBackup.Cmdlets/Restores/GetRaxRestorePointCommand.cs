using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Writes what can be restored: configurations that have a backup.</summary>
[Cmdlet(VerbsCommon.Get, "RaxRestorePoint")]
[OutputType(typeof(RestorePoint))]
public sealed class GetRaxRestorePointCommand : SessionCmdlet
{
    /// <summary>Names of configurations; wildcards are welcome.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>The agent that made the backups.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("MachineAgentId")]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    [WholeNumber]
    public long? AgentId { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var agentId = IdOrNull(AgentId, nameof(AgentId));
        IReadOnlyList<RestorePoint> points =
            [.. ReadLists(Connection.Backups.ListRestorePointsAsync).Where(point => agentId is null || point.MachineAgentId == agentId)];
        // Nothing to restore is one thing, an agent that does not exist another.
        if (agentId is { } id && points.Count == 0)
            RequireFound((region, call) => Connection.Agents.GetAsync(region, id, call));
        var named = NameFilter.Select(
            points, Name, point => point.BackupConfigurationName,
            missing => Fail(Failures.NameNotFound(nameof(Text.RestorePointNotFound), Text.RestorePointNotFound(missing), missing)));
        WriteObject(named, enumerateCollection: true);
    }
}

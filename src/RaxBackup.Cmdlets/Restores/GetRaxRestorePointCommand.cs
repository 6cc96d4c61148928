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
    public string[]? Name { get; set; }

    /// <summary>The agent that made the backups.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("MachineAgentId")]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    public long? AgentId { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        IReadOnlyList<RestorePoint> points =
            [.. ReadLists(Connection.Backups.ListRestorePointsAsync).Where(point => AgentId is null || point.MachineAgentId == AgentId)];
        var named = NameFilter.Select(
            points, Name, point => point.BackupConfigurationName,
            missing => Fail(Failures.NameNotFound(nameof(Text.RestorePointNotFound), Text.RestorePointNotFound(missing), missing)));
        WriteObject(named, enumerateCollection: true);
    }
}

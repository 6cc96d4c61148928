using System;
using System.Linq;
using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Writes what agents did or are doing.</summary>
[Cmdlet(VerbsCommon.Get, "RaxBackupActivity")]
[OutputType(typeof(Activity))]
public sealed class GetRaxBackupActivityCommand : SessionCmdlet
{
    /// <summary>The agent whose activity to write; all of the account's where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("MachineAgentId")]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    [WholeNumber]
    public long? AgentId { get; set; }

    /// <summary>Kinds of activity.</summary>
    [Parameter]
    [ValidateSet("Backup", "Restore", "Cleanup")]
    [OneOf(typeof(ActivityType))]
    public ActivityType[]? Type { get; set; }

    /// <summary>States.</summary>
    [Parameter]
    [OneOf(typeof(JobState))]
    public JobState[]? State { get; set; }

    /// <summary>Only what happened at this time or later.</summary>
    [Parameter]
    [PointInTime]
    public DateTimeOffset? After { get; set; }

    /// <summary>Only what happened before this time.</summary>
    [Parameter]
    [PointInTime]
    public DateTimeOffset? Before { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var (activities, agentId) = (Connection.Activities, IdOrNull(AgentId, nameof(AgentId)));
        var rows = ReadLists((region, call) =>
            agentId is { } id ? activities.ListByAgentAsync(region, id, call) : activities.ListAsync(region, call));
        WriteObject(rows.Where(IsAskedFor), enumerateCollection: true);
    }

    private bool IsAskedFor(Activity row) =>
        (Type is null || Type.Contains(row.Type))
        && (State is null || State.Contains(row.State))
        && (After is null || row.TimeOfActivity >= After)
        && (Before is null || row.TimeOfActivity < Before);
}

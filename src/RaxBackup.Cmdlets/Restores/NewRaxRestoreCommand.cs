using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Makes a restore ready, without starting it.</summary>
[Cmdlet(VerbsCommon.New, "RaxRestore", DefaultParameterSetName = "Id", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Restore))]
public sealed class NewRaxRestoreCommand : SessionCmdlet
{
    /// <summary>The backup to restore.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Id")]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Pipeline")]
    [WholeNumber(OrPath = true)]
    public long BackupId { get; set; }

    /// <summary>The folder on the destination's machine; every file's full path is made anew below it. / puts files back where they were.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Id")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Pipeline")]
    [PathNotId]
    [ValidateNotNullOrEmpty]
    public string DestinationPath { get; set; } = "";

    /// <summary>The agent that made the backup; the backup itself tells where none is given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    [ValidateNotNull]
    [WholeNumber]
    public long? BackupAgentId { get; set; }

    /// <summary>The agent that the files go to; the one that made the backup where none is given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    [ValidateNotNull]
    [WholeNumber]
    public long? DestinationAgentId { get; set; }

    /// <summary>Replaces files that exist.</summary>
    [Parameter]
    public SwitchParameter Overwrite { get; set; }

    /// <summary>The data center where the backup lies, where it is not the agent's own.</summary>
    [Parameter]
    public string? BackupDataCenter { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var order = new RestoreOrder(BackupId, DestinationPath, Overwrite)
        {
            BackupAgentId = BackupAgentId,
            DestinationAgentId = DestinationAgentId,
            BackupDataCenter = BackupDataCenter,
        };
        var (connection, region) = (Connection, OneRegion);
        if (ShouldProcess($"Backup {BackupId} to {DestinationPath}", "Create a restore"))
            WriteObject(Await(call => order.CreateAsync(connection, region, call)));
    }
}

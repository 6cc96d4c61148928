using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Adds paths to a restore that is not started yet, to restore or to leave out.</summary>
[Cmdlet(VerbsCommon.Add, "RaxRestoreItem", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(void))]
public sealed class AddRaxRestoreItemCommand : SessionCmdlet
{
    /// <summary>The restore's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long RestoreId { get; set; }

    /// <summary>Paths as they were when backed up.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>What the paths name.</summary>
    [Parameter]
    [ValidateSet("File", "Folder", "Database")]
    [OneOf(typeof(BackupItemType))]
    public BackupItemType ItemType { get; set; } = BackupItemType.File;

    /// <summary>Leaves the paths out instead.</summary>
    [Parameter]
    public SwitchParameter Exclude { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var (restores, region, filter) = (Connection.Restores, OneRegion, Exclude ? BackupItemFilter.Exclude : BackupItemFilter.Include);
        if (ItemType != BackupItemType.Database)
            PathChecks.AllAbsolute(Path);
        foreach (var path in RestorePath.Of(Path, ItemType, filter))
        {
            if (ShouldProcess($"Restore {RestoreId}", $"{filter} {path.Path}"))
                Await(call => restores.AddItemAsync(region, path.DraftFor(RestoreId), call));
        }
    }
}

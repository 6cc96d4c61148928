using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using RaxBackup.Client.Waiting;

namespace RaxBackup.Cmdlets;

/// <summary>Starts a restore that is ready, or makes one of a backup and starts it.</summary>
[Cmdlet(VerbsLifecycle.Start, "RaxRestore", DefaultParameterSetName = "Prepared", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Restore))]
public sealed class StartRaxRestoreCommand : SessionCmdlet
{
    private readonly Starts<Restore> starts;

    /// <summary>Nothing is started yet.</summary>
    public StartRaxRestoreCommand() => starts = new(this, JobWatch.Restores);

    /// <summary>The restore to start.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Prepared")]
    [WholeNumber(OrPath = true)]
    public long RestoreId { get; set; }

    /// <summary>The backup to make a restore of. A restore's own id is more specific and wins.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "New")]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Prepared")]
    [AllowNull]
    [WholeNumber]
    public long? BackupId { get; set; }

    /// <summary>The folder on the destination's machine; every file's full path is made anew below it. / puts files back where they were.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "New")]
    [PathNotId]
    [ValidateNotNullOrEmpty]
    public string DestinationPath { get; set; } = "";

    /// <summary>Folders to restore; everything where no path is given.</summary>
    [Parameter(ParameterSetName = "New")]
    [ValidateNotNullOrEmpty]
    public string[] IncludeFolder { get; set; } = [];

    /// <summary>Files to restore.</summary>
    [Parameter(ParameterSetName = "New")]
    [ValidateNotNullOrEmpty]
    public string[] IncludeFile { get; set; } = [];

    /// <summary>Folders to leave out.</summary>
    [Parameter(ParameterSetName = "New")]
    [ValidateNotNull]
    public string[] ExcludeFolder { get; set; } = [];

    /// <summary>Files to leave out.</summary>
    [Parameter(ParameterSetName = "New")]
    [ValidateNotNull]
    public string[] ExcludeFile { get; set; } = [];

    /// <summary>Replaces files that exist.</summary>
    [Parameter(ParameterSetName = "New")]
    public SwitchParameter Overwrite { get; set; }

    /// <summary>The agent that the files go to; the one that made the backup where none is given.</summary>
    [Parameter(ParameterSetName = "New")]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    [ValidateNotNull]
    [WholeNumber]
    public long? DestinationAgentId { get; set; }

    /// <summary>The passphrase of an encrypted backup.</summary>
    [Parameter]
    public SecureString? Passphrase { get; set; }

    /// <summary>Waits until the restores have ended; one wait for all that is piped in.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Seconds to wait in all; for ever where none is given.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [WholeNumber]
    public int? TimeoutSec { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var start = new RestoreStart(Connection, OneRegion, Passphrase);
        var order = ParameterSetName == "New" ? Order() : null;
        if (order is null && ShouldProcess($"Restore {RestoreId}", "Start"))
            Written(starts.Send($"Restore {RestoreId}", call => start.PreparedAsync(RestoreId, call)));
        if (order is not null && ShouldProcess($"Backup {BackupId} to {DestinationPath}", "Start a restore"))
            Written(starts.Send($"A restore of backup {BackupId}", call => start.NewAsync(order, call)));
    }

    /// <inheritdoc />
    protected override void End() => starts.WaitForAll(TimeoutSec);

    private void Written(Restore restore)
    {
        if (Wait)
            starts.Add(new(restore.RestoreId, OneRegion, $"Restore {restore.RestoreId}"));
        else
            WriteObject(restore);
    }

    private RestoreOrder Order() => new(BackupId ?? throw Failures.IdMissing(nameof(BackupId)), DestinationPath, Overwrite)
    {
        DestinationAgentId = DestinationAgentId,
        HasPassphrase = Passphrase is not null,
        Paths = Paths(),
    };

    private IReadOnlyList<RestorePath> Paths()
    {
        PathChecks.AllAbsolute([.. IncludeFolder, .. IncludeFile, .. ExcludeFolder, .. ExcludeFile]);
        return
        [
            .. RestorePath.Of(IncludeFolder, BackupItemType.Folder, BackupItemFilter.Include),
            .. RestorePath.Of(IncludeFile, BackupItemType.File, BackupItemFilter.Include),
            .. RestorePath.Of(ExcludeFolder, BackupItemType.Folder, BackupItemFilter.Exclude),
            .. RestorePath.Of(ExcludeFile, BackupItemType.File, BackupItemFilter.Exclude),
        ];
    }
}

using System.Management.Automation;
using System.Threading.Tasks;
using RaxBackup.Client;
using RaxBackup.Client.Waiting;

namespace RaxBackup.Cmdlets;

/// <summary>Starts a backup, and waits on demand until it has ended.</summary>
[Cmdlet(VerbsLifecycle.Start, "RaxBackup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Backup))]
public sealed class StartRaxBackupCommand : SessionCmdlet
{
    private readonly Starts<Backup> starts;

    /// <summary>Nothing is started yet.</summary>
    public StartRaxBackupCommand() => starts = new(this, JobWatch.Backups);

    /// <summary>The configuration to run.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("BackupConfigurationId")]
    [ArgumentCompleter(typeof(ConfigurationIdCompleter))]
    [WholeNumber]
    public long ConfigurationId { get; set; }

    /// <summary>Waits until the backups have ended; one wait for all that is piped in.</summary>
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
        var (connection, region) = (Connection, OneRegion);
        if (!ShouldProcess($"Configuration {ConfigurationId}", "Start a backup"))
            return;
        var backupId = starts.Send($"A backup of configuration {ConfigurationId}", call => connection.Backups.StartAsync(region, ConfigurationId, call));
        if (Wait)
            starts.Add(new(backupId, region, $"Backup {backupId}"));
        else
            WriteObject(Await(call => ReadAsync(connection, region, backupId, call)));
    }

    /// <inheritdoc />
    protected override void End() => starts.WaitForAll(TimeoutSec);

    /// <summary>The backup just started. Its id must not be lost with a failed read: then it is written with what is known.</summary>
    private async Task<Backup> ReadAsync(Connection connection, string? region, long backupId, Call call)
    {
        try
        {
            return await connection.Backups.GetAsync(region, backupId, call);
        }
        catch (RaxBackupException failure)
        {
            call.Warning(Text.BackupStartedUnread(backupId, failure.Message));
            var known = region ?? connection.Session.Region;
            return new() { BackupId = backupId, BackupConfigurationId = ConfigurationId, Region = known, State = JobState.StartRequested };
        }
    }
}

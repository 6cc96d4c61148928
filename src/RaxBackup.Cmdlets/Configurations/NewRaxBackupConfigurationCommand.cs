using System;
using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Makes a backup configuration: what an agent backs up, when, and whom it tells.</summary>
[Cmdlet(
    VerbsCommon.New, "RaxBackupConfiguration", DefaultParameterSetName = "Manual",
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BackupConfiguration))]
public sealed class NewRaxBackupConfigurationCommand : SessionCmdlet
{
    /// <summary>The agent that is to run it.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("MachineAgentId")]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    [WholeNumber]
    public long AgentId { get; set; }

    /// <summary>The configuration's name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Folders to back up with all below them: full paths on the agent's machine.</summary>
    [Parameter]
    public string?[]? IncludeFolder { get; set; }

    /// <summary>Single files to back up.</summary>
    [Parameter]
    public string?[]? IncludeFile { get; set; }

    /// <summary>Folders to leave out, inside an included one.</summary>
    [Parameter]
    public string?[]? ExcludeFolder { get; set; }

    /// <summary>Files to leave out, inside an included folder.</summary>
    [Parameter]
    public string?[]? ExcludeFile { get; set; }

    /// <summary>Runs every -HourInterval hours.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Hourly")]
    public SwitchParameter Hourly { get; set; }

    /// <summary>Hours between backups.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Hourly")]
    [ValidateRange(1, 23)]
    [WholeNumber]
    public int HourInterval { get; set; }

    /// <summary>Runs once a day.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Daily")]
    public SwitchParameter Daily { get; set; }

    /// <summary>Runs once a week.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Weekly")]
    public SwitchParameter Weekly { get; set; }

    /// <summary>The day of the week, in -TimeZone.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Weekly")]
    [OneOf(typeof(DayOfWeek))]
    public DayOfWeek DayOfWeek { get; set; }

    /// <summary>The time of day, in -TimeZone, such as '19:30'.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Daily")]
    [Parameter(Mandatory = true, ParameterSetName = "Weekly")]
    [HoursAndMinutes]
    public TimeSpan At { get; set; }

    /// <summary>The schedule's time zone, as a Windows or an IANA id; this machine's by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    [ValidateNotNullOrEmpty]
    public string TimeZone { get; set; } = TimeZoneInfo.Local.Id;

    /// <summary>Days for which versions are kept; 0 is for ever.</summary>
    [Parameter]
    [ValidateSet("0", "30", "60")]
    [WholeNumber]
    public int RetentionDays { get; set; }

    /// <summary>Mail addresses to notify.</summary>
    [Parameter]
    public string?[]? NotifyRecipient { get; set; }

    /// <summary>Notifies of success.</summary>
    [Parameter]
    public SwitchParameter NotifyOnSuccess { get; set; }

    /// <summary>Notifies of failure.</summary>
    [Parameter]
    public SwitchParameter NotifyOnFailure { get; set; }

    /// <summary>What happens to a backup whose time passed while the machine was off.</summary>
    [Parameter]
    [OneOf(typeof(MissedBackupAction))]
    public MissedBackupAction MissedBackupAction { get; set; } = MissedBackupAction.AsSoonAsPossible;

    /// <summary>Command to run before a backup, on the agent's machine.</summary>
    [Parameter]
    public string? PreScript { get; set; }

    /// <summary>Command to run after a backup, on the agent's machine.</summary>
    [Parameter]
    public string? PostScript { get; set; }

    /// <summary>Makes it disabled.</summary>
    [Parameter]
    public SwitchParameter Disabled { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var draft = NewConfigurationDraft.Of(this);
        if (ShouldProcess($"Configuration '{Name}' of agent {AgentId}", "Create"))
            WriteObject(Await(call => Connection.Configurations.CreateAsync(OneRegion, draft, call)));
    }
}

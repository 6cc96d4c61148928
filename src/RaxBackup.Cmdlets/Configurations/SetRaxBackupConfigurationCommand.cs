using System;
using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Changes a backup configuration: what is named and nothing else, least of all the time at which it runs.</summary>
[Cmdlet(VerbsCommon.Set, "RaxBackupConfiguration", DefaultParameterSetName = "Keep", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BackupConfiguration))]
public sealed class SetRaxBackupConfigurationCommand : SessionCmdlet
{
    /// <summary>The configuration's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("BackupConfigurationId")]
    [ArgumentCompleter(typeof(ConfigurationIdCompleter))]
    [WholeNumber]
    public long ConfigurationId { get; set; }

    /// <summary>The new name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>All folders to back up, in place of those so far.</summary>
    [Parameter]
    [ValidateNotNull]
    public string?[]? IncludeFolder { get; set; }

    /// <summary>All single files to back up, in place of those so far.</summary>
    [Parameter]
    [ValidateNotNull]
    public string?[]? IncludeFile { get; set; }

    /// <summary>All folders to leave out, in place of those so far.</summary>
    [Parameter]
    [ValidateNotNull]
    public string?[]? ExcludeFolder { get; set; }

    /// <summary>All files to leave out, in place of those so far.</summary>
    [Parameter]
    [ValidateNotNull]
    public string?[]? ExcludeFile { get; set; }

    /// <summary>Runs only when it is started.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Manual")]
    public SwitchParameter Manual { get; set; }

    /// <summary>Runs every -HourInterval hours.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Hourly")]
    public SwitchParameter Hourly { get; set; }

    /// <summary>Hours between backups.</summary>
    [Parameter(ParameterSetName = "Keep")]
    [Parameter(ParameterSetName = "Hourly")]
    [ValidateRange(1, 23)]
    [WholeNumber]
    public int HourInterval { get; set; }

    /// <summary>Runs once a day.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Daily")]
    public SwitchParameter Daily { get; set; }

    /// <summary>Runs once a week.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Weekly")]
    public SwitchParameter Weekly { get; set; }

    /// <summary>The day of the week, in the schedule's time zone.</summary>
    [Parameter(ParameterSetName = "Keep")]
    [Parameter(ParameterSetName = "Weekly")]
    [OneOf(typeof(DayOfWeek))]
    public DayOfWeek DayOfWeek { get; set; }

    /// <summary>The time of day, in the schedule's time zone, such as '19:30'.</summary>
    [Parameter(ParameterSetName = "Keep")]
    [Parameter(ParameterSetName = "Daily")]
    [Parameter(ParameterSetName = "Weekly")]
    [HoursAndMinutes]
    public TimeSpan At { get; set; }

    /// <summary>The schedule's time zone, as a Windows or an IANA id. The time of day stays as it is, in the new zone.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string? TimeZone { get; set; }

    /// <summary>Days for which versions are kept; 0 is for ever.</summary>
    [Parameter]
    [ValidateSet("0", "30", "60")]
    [WholeNumber]
    public int RetentionDays { get; set; }

    /// <summary>All mail addresses to notify, in place of those so far.</summary>
    [Parameter]
    [ValidateNotNull]
    public string?[]? NotifyRecipient { get; set; }

    /// <summary>Notifies of success; -NotifyOnSuccess:$false no longer.</summary>
    [Parameter]
    public SwitchParameter NotifyOnSuccess { get; set; }

    /// <summary>Notifies of failure; -NotifyOnFailure:$false no longer.</summary>
    [Parameter]
    public SwitchParameter NotifyOnFailure { get; set; }

    /// <summary>What happens to a backup whose time passed while the machine was off.</summary>
    [Parameter]
    [OneOf(typeof(MissedBackupAction))]
    public MissedBackupAction MissedBackupAction { get; set; }

    /// <summary>Command to run before a backup, on the agent's machine; '' for none.</summary>
    [Parameter]
    public string? PreScript { get; set; }

    /// <summary>Command to run after a backup, on the agent's machine; '' for none.</summary>
    [Parameter]
    public string? PostScript { get; set; }

    /// <summary>Disables it; -Disabled:$false enables it.</summary>
    [Parameter]
    public SwitchParameter Disabled { get; set; }

    /// <summary>Writes the configuration as it is then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var change = GivenChange.Of(this);
        var configurations = Connection.Configurations;
        if (!ShouldProcess($"Configuration {ConfigurationId}", $"Set {string.Join(", ", GivenChange.Names(this))}"))
            return;
        Await(call => configurations.UpdateAsync(OneRegion, ConfigurationId, change, call));
        if (PassThru)
            WriteObject(Await(call => configurations.GetAsync(OneRegion, ConfigurationId, call)));
    }
}

using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>What Set-RaxBackupConfiguration was given: only what was named, so that nothing else changes.</summary>
internal static class GivenChange
{
    public static ConfigurationChange Of(SetRaxBackupConfigurationCommand given)
    {
        var named = given.MyInvocation.BoundParameters;
        T? If<T>(string name, T value) where T : struct => named.ContainsKey(name) ? value : null;
        string? Words(string name, string? value) => named.ContainsKey(name) ? value ?? "" : null;
        var change = new ConfigurationChange
        {
            Name = given.Name,
            IsActive = If(nameof(given.Disabled), !given.Disabled.IsPresent),
            Frequency = FrequencyOf(given),
            At = If(nameof(given.At), given.At),
            DayOfWeek = If(nameof(given.DayOfWeek), given.DayOfWeek),
            HourInterval = If(nameof(given.HourInterval), given.HourInterval),
            TimeZone = given.TimeZone,
            RetentionDays = If(nameof(given.RetentionDays), given.RetentionDays),
            MissedBackupAction = If(nameof(given.MissedBackupAction), given.MissedBackupAction),
            NotifyRecipients = given.NotifyRecipient is { } addresses ? Recipients.ToText(addresses) : null,
            NotifyOnSuccess = If(nameof(given.NotifyOnSuccess), given.NotifyOnSuccess.IsPresent),
            NotifyOnFailure = If(nameof(given.NotifyOnFailure), given.NotifyOnFailure.IsPresent),
            PreScript = Words(nameof(given.PreScript), given.PreScript),
            PostScript = Words(nameof(given.PostScript), given.PostScript),
            IncludeFolder = PathsOf(given.IncludeFolder),
            IncludeFile = PathsOf(given.IncludeFile),
            ExcludeFolder = PathsOf(given.ExcludeFolder),
            ExcludeFile = PathsOf(given.ExcludeFile),
        };
        change.Check();
        return change;
    }

    /// <summary>The parameters that name a change; NothingToChange where there is none.</summary>
    public static IReadOnlyList<string> Names(SetRaxBackupConfigurationCommand given)
    {
        string[] others = [nameof(given.ConfigurationId), nameof(given.Session), nameof(given.Region), nameof(given.PassThru)];
        var names = given.MyInvocation.BoundParameters.Keys
            .Except(others).Except(Cmdlet.CommonParameters).Except(Cmdlet.OptionalCommonParameters).ToList();
        return names.Count > 0 ? names : throw Failures.NothingToChange(given.ConfigurationId, "-RetentionDays 30 or -At 19:30, for example");
    }

    private static BackupFrequency? FrequencyOf(SetRaxBackupConfigurationCommand given) =>
        given.Manual ? BackupFrequency.Manually
        : given.Hourly ? BackupFrequency.Hourly
        : given.Daily ? BackupFrequency.Daily
        : given.Weekly ? BackupFrequency.Weekly
        : null;

    private static IReadOnlyList<string>? PathsOf(string?[]? paths) => paths is null ? null : [.. paths.Select(path => path ?? "")];
}

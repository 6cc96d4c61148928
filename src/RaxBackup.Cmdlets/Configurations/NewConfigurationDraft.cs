using System.Collections.Generic;
using System.Linq;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>What New-RaxBackupConfiguration was given, looked over and in the wire's forms.</summary>
internal static class NewConfigurationDraft
{
    public static ConfigurationDraft Of(NewRaxBackupConfigurationCommand given)
    {
        var settings = new ConfigurationSettings
        {
            Name = given.Name,
            IsActive = !given.Disabled,
            Frequency = FrequencyOf(given),
            At = given.At,
            DayOfWeek = given.DayOfWeek,
            HourInterval = given.HourInterval,
            TimeZone = TimeZones.ToWindowsId(given.TimeZone),
            RetentionDays = given.RetentionDays,
            MissedBackupAction = given.MissedBackupAction,
            NotifyRecipients = Recipients.ToText(given.NotifyRecipient),
            NotifyOnSuccess = given.NotifyOnSuccess,
            NotifyOnFailure = given.NotifyOnFailure,
            PreScript = given.PreScript,
            PostScript = given.PostScript,
            Inclusions = [.. ItemsOf(given.IncludeFolder, BackupItemType.Folder), .. ItemsOf(given.IncludeFile, BackupItemType.File)],
            Exclusions = [.. ItemsOf(given.ExcludeFolder, BackupItemType.Folder), .. ItemsOf(given.ExcludeFile, BackupItemType.File)],
        };
        ConfigurationChecks.Paths(settings);
        ConfigurationChecks.Recipients(settings);
        return settings.ToDraft(given.AgentId);
    }

    private static BackupFrequency FrequencyOf(NewRaxBackupConfigurationCommand given) =>
        given.Hourly ? BackupFrequency.Hourly
        : given.Daily ? BackupFrequency.Daily
        : given.Weekly ? BackupFrequency.Weekly
        : BackupFrequency.Manually;

    /// <summary>A script's variable that was never set is an empty list; an empty path in a list is an error.</summary>
    private static IEnumerable<ItemDraft> ItemsOf(string?[]? paths, BackupItemType type) =>
        (paths ?? []).Select(path => new ItemDraft(path ?? "", $"{type}"));
}

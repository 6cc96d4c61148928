using System.Collections.Generic;
using System.Linq;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>What New-RaxBackupConfiguration was given, looked over and in the wire's forms.</summary>
internal static class NewConfigurationDraft
{
    public static ConfigurationDraft Of(NewRaxBackupConfigurationCommand given)
    {
        var clock = given.Daily || given.Weekly ? ClockTime.From(given.At) : (ClockTime?)null;
        var (includeFolders, includeFiles) = (PathsOf(given.IncludeFolder), PathsOf(given.IncludeFile));
        var (excludeFolders, excludeFiles) = (PathsOf(given.ExcludeFolder), PathsOf(given.ExcludeFile));
        if (includeFolders.Count + includeFiles.Count == 0)
            throw Failures.Argument(nameof(Text.IncludeListEmpty), Text.IncludeListEmpty, given.Name);
        PathChecks.AllInside([.. excludeFolders, .. excludeFiles], includeFolders);
        return new()
        {
            MachineAgentId = given.AgentId,
            BackupConfigurationName = given.Name,
            IsActive = !given.Disabled,
            VersionRetention = given.RetentionDays,
            MissedBackupActionId = (int)given.MissedBackupAction,
            Frequency = FrequencyOf(given).ToString(),
            StartTimeHour = clock?.Hour,
            StartTimeMinute = clock?.Minute,
            StartTimeAmPm = clock?.AmPm,
            DayOfWeekId = given.Weekly ? (int)given.DayOfWeek : null,
            HourInterval = given.Hourly ? given.HourInterval : null,
            TimeZoneId = TimeZones.ToWindowsId(given.TimeZone),
            NotifyRecipients = RecipientsOf(given),
            NotifySuccess = given.NotifyOnSuccess,
            NotifyFailure = given.NotifyOnFailure,
            BackupPrescript = given.PreScript,
            BackupPostscript = given.PostScript,
            Inclusions = [.. ItemsOf(includeFolders, "Folder"), .. ItemsOf(includeFiles, "File")],
            Exclusions = [.. ItemsOf(excludeFolders, "Folder"), .. ItemsOf(excludeFiles, "File")],
        };
    }

    private static BackupFrequency FrequencyOf(NewRaxBackupConfigurationCommand given) =>
        given.Hourly ? BackupFrequency.Hourly
        : given.Daily ? BackupFrequency.Daily
        : given.Weekly ? BackupFrequency.Weekly
        : BackupFrequency.Manually;

    /// <summary>The paths, all absolute. A script's variable that was never set is an empty list; an empty path in a list is an error.</summary>
    private static List<string> PathsOf(string?[]? given)
    {
        var paths = (given ?? []).Select(path => path ?? "").ToList();
        PathChecks.AllAbsolute(paths);
        return paths;
    }

    private static IEnumerable<ItemDraft> ItemsOf(IEnumerable<string> paths, string type) => paths.Select(path => new ItemDraft(path, type));

    private static string RecipientsOf(NewRaxBackupConfigurationCommand given)
    {
        var recipients = (given.NotifyRecipient ?? []).Where(one => !string.IsNullOrWhiteSpace(one)).ToList();
        if ((given.NotifyOnSuccess || given.NotifyOnFailure) && recipients.Count == 0)
            throw Failures.Argument(nameof(Text.NotifyRecipientMissing), Text.NotifyRecipientMissing, given.Name);
        return string.Join(",", recipients);
    }
}

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
        Check(given);
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
            NotifyRecipients = string.Join(",", given.NotifyRecipient),
            NotifySuccess = given.NotifyOnSuccess,
            NotifyFailure = given.NotifyOnFailure,
            BackupPrescript = given.PreScript,
            BackupPostscript = given.PostScript,
            Inclusions = [.. ItemsOf(given.IncludeFolder, "Folder"), .. ItemsOf(given.IncludeFile, "File")],
            Exclusions = [.. ItemsOf(given.ExcludeFolder, "Folder"), .. ItemsOf(given.ExcludeFile, "File")],
        };
    }

    private static BackupFrequency FrequencyOf(NewRaxBackupConfigurationCommand given) =>
        given.Hourly ? BackupFrequency.Hourly
        : given.Daily ? BackupFrequency.Daily
        : given.Weekly ? BackupFrequency.Weekly
        : BackupFrequency.Manually;

    private static IEnumerable<ItemDraft> ItemsOf(IEnumerable<string> paths, string type) => paths.Select(path => new ItemDraft(path, type));

    private static void Check(NewRaxBackupConfigurationCommand given)
    {
        if (given.IncludeFolder.Length + given.IncludeFile.Length == 0)
            throw Failures.Argument(nameof(Text.IncludeListEmpty), Text.IncludeListEmpty, given.Name);
        PathChecks.AllAbsolute([.. given.IncludeFolder, .. given.IncludeFile, .. given.ExcludeFolder, .. given.ExcludeFile]);
        PathChecks.AllInside([.. given.ExcludeFolder, .. given.ExcludeFile], given.IncludeFolder);
        if ((given.NotifyOnSuccess || given.NotifyOnFailure) && given.NotifyRecipient.Length == 0)
            throw Failures.Argument(nameof(Text.NotifyRecipientMissing), Text.NotifyRecipientMissing, given.Name);
    }
}

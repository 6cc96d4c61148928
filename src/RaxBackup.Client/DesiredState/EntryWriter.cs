using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace RaxBackup.Client.DesiredState;

/// <summary>
/// Settings as the fields of a file: named as the parameters of New-RaxBackupConfiguration, always in the same order, lists sorted
/// where their order means nothing, and of the schedule only what its frequency has.
/// </summary>
internal static class EntryWriter
{
    public static JObject Write(ConfigurationEntry entry)
    {
        var json = Write(entry.Settings);
        if (entry.MachineName is { Length: > 0 } machine) json.AddFirst(new JProperty(EntryFields.MachineName, machine));
        return json;
    }

    public static JObject Write(ConfigurationSettings settings)
    {
        var json = new JObject
        {
            [EntryFields.Name] = settings.Name,
            [EntryFields.Disabled] = !settings.IsActive,
            [EntryFields.Frequency] = $"{settings.Frequency}",
        };
        if (settings.Frequency == BackupFrequency.Hourly) json[EntryFields.HourInterval] = settings.HourInterval;
        if (settings.Frequency == BackupFrequency.Weekly && settings.DayOfWeek is { } day) json[EntryFields.DayOfWeek] = $"{day}";
        if (settings is { IsOnClock: true, At: { } at }) json[EntryFields.At] = at.ToString(EntryFields.TimeOfDay, CultureInfo.InvariantCulture);
        json[EntryFields.TimeZone] = TimeZones.FindOrNull(settings.TimeZone) == null ? settings.TimeZone : TimeZones.ToWindowsId(settings.TimeZone);
        json[EntryFields.RetentionDays] = settings.RetentionDays;
        json[EntryFields.MissedBackupAction] = $"{settings.MissedBackupAction ?? MissedBackupAction.AsSoonAsPossible}";
        json[EntryFields.NotifyRecipient] = new JArray(Recipients.ToList(settings.NotifyRecipients));
        json[EntryFields.NotifyOnSuccess] = settings.NotifyOnSuccess;
        json[EntryFields.NotifyOnFailure] = settings.NotifyOnFailure;
        if (settings.PreScript is { } before) json[EntryFields.PreScript] = before;
        if (settings.PostScript is { } after) json[EntryFields.PostScript] = after;
        json[EntryFields.IncludeFolder] = PathsOf(settings.Inclusions, BackupItemType.Folder);
        json[EntryFields.IncludeFile] = PathsOf(settings.Inclusions, BackupItemType.File);
        json[EntryFields.ExcludeFolder] = PathsOf(settings.Exclusions, BackupItemType.Folder);
        json[EntryFields.ExcludeFile] = PathsOf(settings.Exclusions, BackupItemType.File);
        return json;
    }

    private static JArray PathsOf(IReadOnlyList<ItemDraft> items, BackupItemType type) => new(items
        .Where(item => item.FileItemType == $"{type}").Select(item => item.FilePath).Distinct().OrderBy(path => path, StringComparer.Ordinal));
}

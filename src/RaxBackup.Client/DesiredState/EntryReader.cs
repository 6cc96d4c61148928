using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace RaxBackup.Client.DesiredState;

/// <summary>
/// Reads one configuration of a file. Absent fields have the defaults of New-RaxBackupConfiguration, but for the time zone, which
/// must not depend on the machine that imports, and for the scripts: not every answer tells them, so absent ones stay as they are.
/// </summary>
internal static class EntryReader
{
    private static readonly int[] Hours = [.. Enumerable.Range(1, 23)];

    public static ConfigurationEntry Read(string file, JToken json)
    {
        var fields = new FileFields(file, json, EntryFields.OfEntry);
        var settings = ReadSettings(fields);
        try
        {
            ConfigurationChecks.Paths(settings, FailureKind.InvalidRequest);
            ConfigurationChecks.Recipients(settings, FailureKind.InvalidRequest);
        }
        catch (RaxBackupException failure)
        {
            throw new RaxBackupException(FailureKind.InvalidRequest, failure.ErrorId, $"{fields.Place}: {failure.Message}", failure) { Target = file };
        }
        return new(fields.Text(EntryFields.MachineName), settings, fields.Place);
    }

    private static ConfigurationSettings ReadSettings(FileFields fields)
    {
        var frequency = fields.Word(
            EntryFields.Frequency, BackupFrequency.Manually, BackupFrequency.Hourly, BackupFrequency.Daily, BackupFrequency.Weekly)
            ?? BackupFrequency.Manually;
        var settings = new ConfigurationSettings
        {
            Name = fields.Text(EntryFields.Name) is { Length: > 0 } name ? name : throw fields.Missing(EntryFields.Name),
            IsActive = fields.Flag(EntryFields.Disabled) != true,
            Frequency = frequency,
            HourInterval = fields.Number(EntryFields.HourInterval, Hours),
            DayOfWeek = fields.Word(EntryFields.DayOfWeek, (DayOfWeek[])Enum.GetValues(typeof(DayOfWeek))),
            At = fields.Parsed(EntryFields.At, TimeOfDay, "a time of day such as 19:30"),
            TimeZone = ReadZone(fields),
            RetentionDays = fields.Number(EntryFields.RetentionDays, 0, 30, 60) ?? 0,
            MissedBackupAction = fields.Word(EntryFields.MissedBackupAction, MissedBackupAction.AsSoonAsPossible, MissedBackupAction.NextScheduledTime)
                ?? MissedBackupAction.AsSoonAsPossible,
            NotifyRecipients = Recipients.ToText(fields.Texts(EntryFields.NotifyRecipient)),
            NotifyOnSuccess = fields.Flag(EntryFields.NotifyOnSuccess) ?? false,
            NotifyOnFailure = fields.Flag(EntryFields.NotifyOnFailure) ?? false,
            PreScript = fields.Text(EntryFields.PreScript),
            PostScript = fields.Text(EntryFields.PostScript),
            Inclusions = [.. ItemsOf(EntryFields.IncludeFolder, BackupItemType.Folder), .. ItemsOf(EntryFields.IncludeFile, BackupItemType.File)],
            Exclusions = [.. ItemsOf(EntryFields.ExcludeFolder, BackupItemType.Folder), .. ItemsOf(EntryFields.ExcludeFile, BackupItemType.File)],
        };
        CheckSchedule(fields, settings);
        return settings;

        IEnumerable<ItemDraft> ItemsOf(string list, BackupItemType type) =>
            fields.Texts(list).Select(path => new ItemDraft(path, $"{type}"));
    }

    /// <summary>What the frequency needs is there, and nothing else.</summary>
    private static void CheckSchedule(FileFields fields, ConfigurationSettings settings)
    {
        var weekly = settings.Frequency == BackupFrequency.Weekly;
        Expect(EntryFields.HourInterval, settings.HourInterval != null, settings.Frequency == BackupFrequency.Hourly);
        Expect(EntryFields.DayOfWeek, settings.DayOfWeek != null, weekly);
        Expect(EntryFields.At, settings.At != null, settings.IsOnClock);

        void Expect(string name, bool isThere, bool isWanted)
        {
            if (isThere == isWanted) return;
            throw isWanted ? fields.Missing(name) : fields.Wrong(name, $"what runs {settings.Frequency} has no {name}");
        }
    }

    private static string ReadZone(FileFields fields)
    {
        var zone = fields.Text(EntryFields.TimeZone) ?? throw fields.Missing(EntryFields.TimeZone);
        return TimeZones.FindOrNull(zone) == null
            ? throw fields.Wrong(EntryFields.TimeZone, $"'{zone}' is neither a Windows nor an IANA time zone")
            : TimeZones.ToWindowsId(zone);
    }

    private static TimeSpan? TimeOfDay(string text) =>
        TimeSpan.TryParseExact(text, EntryFields.TimeOfDay, CultureInfo.InvariantCulture, out var at) && at < TimeSpan.FromDays(1) ? at : null;
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>Reads configurations and paths from request bodies.</summary>
internal static class ConfigurationBody
{
    private static readonly HashSet<string> Writable = new(StringComparer.OrdinalIgnoreCase)
    {
        "MachineAgentId", "BackupConfigurationName", "IsActive", "VersionRetention", "BackupConfigurationScheduleId", "MissedBackupActionId",
        "Frequency", "StartTimeHour", "StartTimeMinute", "StartTimeAmPm", "DayOfWeekId", "HourInterval", "TimeZoneId",
        "NotifyRecipients", "NotifySuccess", "NotifyFailure", "BackupPrescript", "BackupPostscript", "Inclusions", "Exclusions",
    };

    /// <summary>
    /// Reads an update: the writable fields and no others, so that sending back what a GET gave is refused. What the reference calls
    /// optional, or does not know, keeps its value where it is left out.
    /// </summary>
    public static ConfigurationDraft ReadUpdate(JsonFields body, ConfigurationRow present)
    {
        if (body.Names.FirstOrDefault(name => !Writable.Contains(name)) is { } name)
        {
            throw Refusal.Invalid(name, $"{name} cannot be written; only these fields can: {string.Join(", ", Writable)}.");
        }

        var sent = Read(body);
        RequireSame("MachineAgentId", sent.MachineAgentId, present.MachineAgentId);
        RequireSame("BackupConfigurationScheduleId", body.Number("BackupConfigurationScheduleId"), present.ScheduleId);
        return sent with
        {
            MissedBackupActionId = sent.MissedBackupActionId ?? present.MissedBackupActionId,
            IsActive = sent.IsActive ?? present.IsActive,
            NotifyRecipients = sent.NotifyRecipients ?? present.NotifyRecipients,
            NotifySuccess = sent.NotifySuccess ?? present.NotifySuccess,
            NotifyFailure = sent.NotifyFailure ?? present.NotifyFailure,
            Prescript = sent.Prescript ?? present.Prescript,
            Postscript = sent.Postscript ?? present.Postscript,
            Inclusions = body.Has("Inclusions") ? sent.Inclusions : Paths(present, isExclusion: false),
            Exclusions = body.Has("Exclusions") ? sent.Exclusions : Paths(present, isExclusion: true),
        };
    }

    public static ConfigurationDraft Read(JsonFields body) => new()
    {
        MachineAgentId = body.Number("MachineAgentId"),
        Name = body.Text("BackupConfigurationName"),
        IsActive = body.Flag("IsActive"),
        VersionRetention = body.Number("VersionRetention"),
        MissedBackupActionId = body.Number("MissedBackupActionId"),
        Frequency = body.Text("Frequency"),
        StartTimeHour = body.Number("StartTimeHour"),
        StartTimeMinute = body.Number("StartTimeMinute"),
        StartTimeAmPm = body.Text("StartTimeAmPm"),
        DayOfWeekId = body.Number("DayOfWeekId"),
        HourInterval = body.Number("HourInterval"),
        TimeZoneId = body.Text("TimeZoneId"),
        NotifyRecipients = body.Text("NotifyRecipients"),
        NotifySuccess = body.Flag("NotifySuccess"),
        NotifyFailure = body.Flag("NotifyFailure"),
        Prescript = body.Text("BackupPrescript"),
        Postscript = body.Text("BackupPostscript"),
        Inclusions = [.. body.Objects("Inclusions").Select(i => new PathDraft(ReadPath(i), i.Text("FileItemType")))],
        Exclusions = [.. body.Objects("Exclusions").Select(i => new PathDraft(ReadPath(i), i.Text("FileItemType")))],
    };

    private static void RequireSame(string field, long? sent, long present)
    {
        if (sent is { } value && value != present)
        {
            throw Refusal.Invalid(field, $"{field} must be {present}, as it is; it cannot be changed to {value}.");
        }
    }

    private static List<PathDraft> Paths(ConfigurationRow row, bool isExclusion) =>
        [.. row.Items.Where(i => i.IsExclusion == isExclusion).Select(i => new PathDraft(i.FilePath, i.IsFolder ? "Folder" : "File"))];

    /// <summary>The path of an item: FilePathEncoded (Base64 of its UTF-8) goes before FilePath.</summary>
    public static string? ReadPath(JsonFields item)
    {
        if (item.Text("FilePathEncoded") is not { Length: > 0 } encoded)
        {
            return item.Text("FilePath");
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(encoded));
        }
        catch (Exception damaged) when (damaged is FormatException or ArgumentException)
        {
            throw Refusal.Invalid("FilePathEncoded", $"FilePathEncoded '{encoded}' is not the Base64 of a path in UTF-8.");
        }
    }
}

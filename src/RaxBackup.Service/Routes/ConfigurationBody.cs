using System;
using System.Linq;
using System.Text;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>Reads configurations and paths from request bodies.</summary>
internal static class ConfigurationBody
{
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

using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>Configurations as the wire writes them.</summary>
internal static class ConfigurationJson
{
    public static void Write(Utf8JsonWriter json, ConfigurationRow row, DateTimeOffset now)
    {
        var next = row.Schedule.NextRun(now, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedTime));
        json.WriteStartObject();
        json.WriteNumber("BackupConfigurationId", row.ConfigurationId);
        json.WriteNumber("MachineAgentId", row.MachineAgentId);
        json.WriteString("MachineName", row.MachineName);
        json.WriteString("Flavor", row.Flavor);
        json.WriteString("Datacenter", row.Region);
        json.WriteBoolean("IsEncrypted", row.IsEncrypted);
        json.WriteKey("EncryptionKey", row.ModulusHex, row.ExponentHex);
        json.WriteString("BackupConfigurationName", row.Name);
        json.WriteBoolean("IsActive", row.IsActive);
        json.WriteBoolean("IsDeleted", row.IsDeleted);
        json.WriteNumber("VersionRetention", row.VersionRetention);
        json.WriteNumber("BackupConfigurationScheduleId", row.ScheduleId);
        json.WriteNumber("MissedBackupActionId", row.MissedBackupActionId);
        WriteSchedule(json, row, next);
        json.WriteTime("NextScheduledRunTime", row.IsActive && !row.IsDeleted ? next?.ToUnixTimeMilliseconds() : null);
        json.WriteTime("LastRunTime", row.LastRunTime);
        json.WriteNumberOrNull("LastRunBackupReportId", row.LastRunReportId);
        json.WriteString("BackupState", row.LastState?.ToString() ?? "Not Available");
        json.WriteString("NotifyRecipients", row.NotifyRecipients);
        json.WriteBoolean("NotifySuccess", row.NotifySuccess);
        json.WriteBoolean("NotifyFailure", row.NotifyFailure);
        json.WriteString("BackupPrescript", row.Prescript);
        json.WriteString("BackupPostscript", row.Postscript);
        WriteItems(json, row, "Inclusions", isExclusion: false);
        WriteItems(json, row, "Exclusions", isExclusion: true);
        json.WriteEndObject();
    }

    /// <summary>
    /// The clock fields come back in UTC while TimeZoneId stays as it was sent. What becomes of DayOfWeekId where UTC is a day
    /// further or behind is told nowhere; here it is the day of the UTC time, so that day and time belong together.
    /// </summary>
    private static void WriteSchedule(Utf8JsonWriter json, ConfigurationRow row, DateTimeOffset? next)
    {
        var clock = row.Frequency is Frequency.Daily or Frequency.Weekly ? next?.UtcDateTime : null;
        json.WriteString("Frequency", row.Frequency.ToString());
        json.WriteNumberOrNull("StartTimeHour", clock == null ? null : ((clock.Value.Hour + 11) % 12) + 1);
        json.WriteNumberOrNull("StartTimeMinute", clock?.Minute);
        json.WriteString("StartTimeAmPm", clock == null ? "" : clock.Value.Hour < 12 ? "AM" : "PM");
        json.WriteNumberOrNull("DayOfWeekId", row.Frequency == Frequency.Weekly ? (long?)clock?.DayOfWeek : null);
        json.WriteNumberOrNull("HourInterval", row.HourInterval);
        json.WriteString("TimeZoneId", row.TimeZoneId);
    }

    private static void WriteItems(Utf8JsonWriter json, ConfigurationRow row, string name, bool isExclusion)
    {
        json.WriteStartArray(name);
        foreach (var item in row.Items.Where(i => i.IsExclusion == isExclusion))
        {
            json.WriteStartObject();
            json.WriteString("FilePath", item.FilePath);
            json.WriteString("FilePathEncoded", EncodedOrNull(item.FilePath));
            json.WriteNumber("ParentId", row.ConfigurationId);
            json.WriteString("FileItemType", item.IsFolder ? "Folder" : "File");
            json.WriteString("Filter", isExclusion ? "Exclude" : "Include");
            json.WriteNumber("FileId", item.FileId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Paths outside ASCII are also written as the Base64 of their UTF-8.</summary>
    public static string? EncodedOrNull(string path) => Ascii.IsValid(path) ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(path));
}

using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>What the reports of backups and restores have in common.</summary>
internal static class ReportJson
{
    public static void WriteTimes(Utf8JsonWriter json, long? start, long? completed)
    {
        json.WriteTime("StartTime", start);
        json.WriteTime("CompletedTime", completed);
        var seconds = ((completed - start) ?? 0) / 1000;
        json.WriteString("Duration", string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}"));
    }

    public static void WriteOutcome(Utf8JsonWriter json, long backupId, string reason, string diagnostics, IEnumerable<ReportError> errors)
    {
        json.WriteString("Reason", reason);
        json.WriteString("Diagnostics", diagnostics);
        json.WriteStartArray("ErrorList");
        foreach (var error in errors)
        {
            json.WriteStartObject();
            json.WriteNumber("BackupReportID", backupId);
            json.WriteNumber("ListIndex", error.ListIndex);
            json.WriteNumber("ErrorType", error.ErrorType);
            json.WriteString("ErrorDesc", error.ErrorDesc);
            json.WriteString("ExceptionDesc", error.ExceptionDesc);
            json.WriteString("ExceptionDetails", error.ExceptionDetails);
            json.WriteNumber("ExceptionCode", error.ExceptionCode);
            json.WriteString("Path", error.Path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

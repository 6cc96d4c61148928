using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>Backups as the wire writes them.</summary>
internal static class BackupJson
{
    public static void Write(Utf8JsonWriter json, BackupRow backup)
    {
        json.WriteStartObject();
        json.WriteNumber("BackupId", backup.BackupId);
        json.WriteNumber("BackupConfigurationId", backup.ConfigurationId);
        json.WriteString("CurrentState", backup.State.ToString());
        json.WriteString("BackupConfigurationName", backup.ConfigurationName);
        json.WriteNumber("MachineAgentId", backup.MachineAgentId);
        json.WriteString("MachineName", backup.MachineName);
        json.WriteTime("StateChangeTime", backup.StateChangeTime);
        json.WriteBoolean("IsEncrypted", backup.IsEncrypted);
        json.WriteKey("EncryptionKey", backup.ModulusHex, backup.ExponentHex);
        json.WriteEndObject();
    }

    public static void WriteCompleted(Utf8JsonWriter json, IEnumerable<BackupRow> backups)
    {
        json.WriteStartArray();
        foreach (var backup in backups)
        {
            json.WriteStartObject();
            json.WriteNumber("BackupId", backup.BackupId);
            json.WriteNumber("BackupConfigurationId", backup.ConfigurationId);
            json.WriteString("BackupConfigurationName", backup.ConfigurationName);
            json.WriteString("MachineName", backup.MachineName);
            json.WriteNumber("MachineAgentId", backup.MachineAgentId);
            json.WriteTime("CompletedTime", backup.CompletedTime);
            json.WriteNumber("BytesSearched", backup.BytesSearched);
            json.WriteNumber("NumErrors", backup.NumErrors);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteRestorePoints(Utf8JsonWriter json, IEnumerable<BackupRow> points)
    {
        json.WriteStartArray();
        foreach (var point in points)
        {
            json.WriteStartObject();
            json.WriteNumber("BackupConfigurationId", point.ConfigurationId);
            json.WriteString("BackupConfigurationName", point.ConfigurationName);
            json.WriteString("MachineName", point.MachineName);
            json.WriteNumber("MachineAgentId", point.MachineAgentId);
            json.WriteBoolean("IsEncrypted", point.IsEncrypted);
            json.WritePropertyName("PublicKeyHex");
            json.WriteRawValue(point.ExponentHex);
            json.WriteString("PublicKeyMod", point.ModulusHex);
            json.WriteString("Flavor", point.Flavor);
            json.WriteTime("LastSuccessfulBackupTime", point.CompletedTime);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteReport(Utf8JsonWriter json, BackupRow backup, bool canRestore, IEnumerable<ReportError> errors)
    {
        json.WriteStartObject();
        json.WriteNumber("BackupId", backup.BackupId);
        json.WriteNumber("BackupConfigurationId", backup.ConfigurationId);
        json.WriteString("BackupConfigurationName", backup.ConfigurationName);
        json.WriteBoolean("BackupConfigurationIsDeleted", backup.IsConfigurationDeleted);
        json.WriteString("ComputerName", backup.MachineName);
        json.WriteNumber("MachineAgentId", backup.MachineAgentId);
        json.WriteString("State", backup.State.ToString());
        json.WriteBoolean("CanRestore", canRestore);
        ReportJson.WriteTimes(json, backup.StartTime, backup.CompletedTime);
        json.WriteString("FilesSearched", backup.FilesSearched.ToString(CultureInfo.InvariantCulture));
        json.WriteString("BytesSearched", SizeText.Of(backup.BytesSearched));
        json.WriteString("FilesBackedUp", backup.FilesBackedUp.ToString(CultureInfo.InvariantCulture));
        json.WriteString("BytesBackedUp", SizeText.Of(backup.BytesBackedUp));
        json.WriteNumber("NumErrors", backup.NumErrors);
        ReportJson.WriteOutcome(json, backup.BackupId, backup.Reason, backup.Diagnostics, errors);
        json.WriteString("Datacenter", backup.Region);
        json.WriteEndObject();
    }
}

using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>Restores as the wire writes them.</summary>
internal static class RestoreJson
{
    public static void Write(Utf8JsonWriter json, RestoreRow restore, IReadOnlyList<RestoreItem> items)
    {
        json.WriteStartObject();
        json.WriteNumber("RestoreId", restore.RestoreId);
        json.WriteNumber("BackupId", restore.BackupId);
        json.WriteNumber("DestinationMachineId", restore.DestinationMachineId);
        json.WriteBoolean("OverwriteFiles", restore.OverwriteFiles);
        json.WriteNumber("BackupConfigurationId", restore.ConfigurationId);
        json.WriteString("BackupConfigurationName", restore.ConfigurationName);
        json.WriteTime("BackupRestorePoint", restore.BackupCompletedTime);
        json.WriteNumber("BackupMachineId", restore.BackupMachineId);
        json.WriteString("BackupMachineName", restore.BackupMachineName);
        json.WriteString("BackupFlavor", restore.BackupFlavor);
        json.WriteString("DestinationMachineName", restore.DestinationMachineName);
        json.WriteString("DestinationPath", restore.DestinationPath);
        json.WriteString("BackupDataCenter", restore.BackupDataCenter);
        json.WriteBoolean("IsEncrypted", restore.IsEncrypted);
        json.WriteNull("EncryptedPassword");
        json.WriteKey("PublicKey", restore.ModulusHex, restore.ExponentHex);
        json.WriteNumber("RestoreStateId", (int)restore.State);
        json.WritePropertyName("Inclusions");
        WriteItems(json, items.Where(i => i.Filter == RestoreItem.Include));
        json.WritePropertyName("Exclusions");
        WriteItems(json, items.Where(i => i.Filter == RestoreItem.Exclude));
        json.WriteEndObject();
    }

    public static void WriteItems(Utf8JsonWriter json, IEnumerable<RestoreItem> items)
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteNumber("FileId", item.FileId);
            json.WriteString("FilePath", item.FilePath);
            json.WriteString("FilePathEncoded", ConfigurationJson.EncodedOrNull(item.FilePath));
            json.WriteNumber("Filter", item.Filter);
            json.WriteNumber("RestoreId", item.RestoreId);
            json.WriteNumber("FileItemType", item.FileItemType);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteReport(Utf8JsonWriter json, RestoreRow restore, IEnumerable<ReportError> errors)
    {
        json.WriteStartObject();
        json.WriteNumber("BackupConfigurationId", restore.ConfigurationId);
        json.WriteString("BackupConfigurationName", restore.ConfigurationName);
        json.WriteNumber("BackupReportId", restore.BackupId);
        json.WriteTime("RestorePoint", restore.BackupCompletedTime);
        ReportJson.WriteTimes(json, restore.StartTime, restore.CompletedTime);
        json.WriteString("OriginatingComputerName", restore.BackupMachineName);
        json.WriteString("State", restore.State.ToString());
        json.WriteString("NumFilesRestored", restore.FilesRestored.ToString(CultureInfo.InvariantCulture));
        json.WriteString("NumBytesRestored", SizeText.Of(restore.BytesRestored));
        json.WriteString("RestoreDestination", restore.DestinationMachineName);
        json.WriteNumber("RestoreDestinationMachineId", restore.DestinationMachineId);
        json.WriteString("NumErrors", restore.NumErrors.ToString(CultureInfo.InvariantCulture));
        ReportJson.WriteOutcome(json, restore.BackupId, restore.Reason, restore.Diagnostics, errors);
        json.WriteEndObject();
    }
}

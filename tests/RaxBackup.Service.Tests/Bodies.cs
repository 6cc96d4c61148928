using System.Text.Json.Nodes;

namespace RaxBackup.Service.Tests;

/// <summary>Request bodies that are right, to be used as they are or spoilt.</summary>
internal static class Bodies
{
    /// <summary>A configuration; <paramref name="changes"/> is a JSON object whose fields replace or (null) empty those of the right one.</summary>
    public static string Configuration(long agentId, string name = "etc", string changes = "")
    {
        var body = JsonNode.Parse(
            """
            {
              "IsActive": true, "VersionRetention": 30, "MissedBackupActionId": 1, "Frequency": "Weekly", "StartTimeHour": 7, "StartTimeMinute": 30,
              "StartTimeAmPm": "PM", "DayOfWeekId": 5, "HourInterval": null, "TimeZoneId": "Eastern Standard Time",
              "NotifyRecipients": "admin@example.com", "NotifySuccess": true, "NotifyFailure": true,
              "Inclusions": [{"FilePath": "/data/one.txt", "FileItemType": "File"}, {"FilePath": "/data/folder", "FileItemType": "Folder"}],
              "Exclusions": [{"FilePath": "/data/folder/not.txt", "FileItemType": "File"}]
            }
            """)!.AsObject();
        body["MachineAgentId"] = agentId;
        body["BackupConfigurationName"] = name;
        if (changes.Length > 0)
        {
            foreach (var (field, value) in JsonNode.Parse(changes)!.AsObject())
            {
                body[field] = value?.DeepClone();
            }
        }

        return body.ToJsonString();
    }

    public static string Restore(long backupId, long agentId, string path = "/restored", bool overwrite = false, string changes = "{}")
    {
        var body = new JsonObject
        {
            ["BackupId"] = backupId, ["BackupMachineId"] = agentId, ["DestinationMachineId"] = agentId,
            ["DestinationPath"] = path, ["BackupDataCenter"] = "DFW", ["OverwriteFiles"] = overwrite,
        };
        foreach (var (field, value) in JsonNode.Parse(changes)!.AsObject())
        {
            body[field] = value?.DeepClone();
        }

        return body.ToJsonString();
    }

    public static string Item(long restoreId, string path, string filter = "1", string type = "0") =>
        new JsonObject { ["FilePath"] = path, ["Filter"] = filter, ["ParentId"] = restoreId, ["FileItemType"] = type }.ToJsonString();
}

using System.Linq;
using System.Text.Json.Nodes;
using RaxBackup.Client.Json;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Client.Tests.Json;

/// <summary>What is written is what the reference texts show.</summary>
public sealed class DraftTests
{
    [Fact]
    public void A_configuration_is_written_as_in_the_sample()
    {
        var draft = new ConfigurationDraft
        {
            MachineAgentId = 202743,
            BackupConfigurationName = "Weekly Website Backup",
            VersionRetention = 30,
            MissedBackupActionId = 1,
            Frequency = "Weekly",
            StartTimeHour = 7,
            StartTimeMinute = 30,
            StartTimeAmPm = "PM",
            DayOfWeekId = 5,
            TimeZoneId = "Eastern Standard Time",
            NotifyRecipients = "admin@example.com",
            NotifySuccess = true,
            NotifyFailure = true,
            Inclusions = [new("C:\\backup_up_file.txt", "File"), new("C:\\backed_up_folder", "Folder")],
            Exclusions = [new("C:\\backed_up_folder\\excluded_file.txt", "File")],
        };
        Alike(WireFiles.Read("CreateConfiguration", "request"), draft);
    }

    [Fact]
    public void Scripts_are_left_out_where_there_are_none_and_schedule_fields_are_null()
    {
        var written = JsonNode.Parse(WireJson.Write(new ConfigurationDraft { MachineAgentId = 1, BackupConfigurationName = "n", TimeZoneId = "UTC" }))!.AsObject();
        Assert.Equal(
            ["MachineAgentId", "BackupConfigurationName", "IsActive", "VersionRetention", "Frequency", "StartTimeHour", "StartTimeMinute", "StartTimeAmPm", "DayOfWeekId",
                "HourInterval", "TimeZoneId", "NotifyRecipients", "NotifySuccess", "NotifyFailure", "Inclusions", "Exclusions"],
            written.Select(property => property.Key));
        Assert.Null(written["StartTimeHour"]);
    }

    [Fact]
    public void A_restore_its_item_and_its_start_are_written_as_in_the_samples()
    {
        Alike(WireFiles.Read("CreateRestore", "request"), new RestoreDraft(133599, 156953, 156751, "C:\\FolderPathForRestore\\", false, "DFW"));
        Alike(WireFiles.Read("AddRestoreItem", "request"), new RestoreItemDraft("C:\\ImportantFile.txt", "1", 14387, "0"));
        Alike(WireFiles.Read("StartRestore", "request.start"), new ActionDraft("StartManual", 13692));
        Alike(WireFiles.Read("StartRestore", "request.start-encrypted"), new ActionDraft("StartManual", 13689, "myencryptedpassword"));
        Alike(WireFiles.Read("StartBackup", "request.start"), new ActionDraft("StartManual", 148325));
    }

    [Fact]
    public void A_form_is_written_as_in_the_sample() =>
        Assert.Equal(WireFiles.Text("SetLogLevel", "request.txt").Trim(), WireJson.WriteForm(new { MachineAgentId = 1311839, LoggingLevelId = 6, Nothing = (string?)null }));

    private static void Alike(string sample, object draft)
    {
        var written = WireJson.Write(draft);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(sample), JsonNode.Parse(written)), written);
    }
}

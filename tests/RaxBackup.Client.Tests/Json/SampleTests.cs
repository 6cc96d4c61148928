using System;
using System.Linq;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Client.Tests.Json;

/// <summary>Every answer that the reference texts show, read into its type.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Operations => [.. WireFiles.Operations.Where(name => WireFiles.All("json", name).Contains($"{name}/response.json"))];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_answer_is_read(string operation) => Assert.NotNull(Samples.ReadAs(operation, WireFiles.Read(operation, "response")));

    [Fact]
    public void An_agent()
    {
        var agent = Samples.One<Agent>(WireFiles.Read("GetAgent", "response"));
        Assert.Equal((213564L, "Web Server", "DFW", AgentStatus.Online, "Online"), (agent.MachineAgentId, agent.MachineName, agent.Datacenter, agent.Status, agent.StatusText));
        Assert.Equal(("35.3 MB", 37014733L), (agent.BackupVaultSize, agent.BackupVaultBytes));
        Assert.Equal((true, false, true, true), (agent.CleanupAllowed, agent.IsDisabled, agent.IsEncrypted, agent.UseServiceNet));
        Assert.Equal(DateTimeOffset.Parse("2013-01-10T11:30:00Z"), agent.TimeOfLastSuccessfulBackup);
        Assert.Equal("09528", agent.PublicKey!.ExponentHex);
        Assert.Equal("87c3b6e1-fb1a-41f9-91e5-313ae35a5a06", agent.HostServerId);
        Assert.Equal(("DFW", true), (Samples.One<Agent>(WireFiles.Read("UpdateAgent", "response")) is var updated ? (updated.BackupDatacenter, updated.UseFailoverUri) : default));
    }

    [Fact]
    public void Configurations()
    {
        var weekly = Samples.One<BackupConfiguration>(WireFiles.Read("CreateConfiguration", "response"));
        Assert.Equal((174084L, 202743L, BackupFrequency.Weekly, MissedBackupAction.AsSoonAsPossible), (weekly.BackupConfigurationId, weekly.MachineAgentId, weekly.Frequency, weekly.MissedBackupActionId));
        Assert.Equal((11, 30, "PM"), (weekly.StartTimeHour, weekly.StartTimeMinute, weekly.StartTimeAmPm));
        Assert.Equal((new TimeSpan(19, 30, 0), DayOfWeek.Friday, "Eastern Standard Time"), (weekly.At, weekly.DayOfWeek, weekly.TimeZone));
        Assert.Equal(["C:\\backup_up_file.txt", "C:\\backed_up_folder"], weekly.Inclusions.Select(item => item.FilePath));
        Assert.Equal([BackupItemType.File, BackupItemType.Folder], weekly.Inclusions.Select(item => item.FileItemType));
        Assert.Equal((BackupItemFilter.Exclude, 657293L), (weekly.Exclusions[0].Filter, weekly.Exclusions[0].FileId));
        Assert.Equal("10001", weekly.EncryptionKey!.ExponentHex);

        var listed = Samples.Many<BackupConfiguration>(WireFiles.Read("ListAgentConfigurations", "response"));
        Assert.Equal([null, DateTimeOffset.Parse("2013-01-21T07:23:00Z")], listed.Select(one => one.NextScheduledRunTime));
        Assert.Equal([BackupFrequency.Manually, BackupFrequency.Weekly], listed.Select(one => one.Frequency));
        Assert.Equal((null, new TimeSpan(2, 23, 0), DayOfWeek.Monday), (listed[0].At, listed[1].At, listed[1].DayOfWeek));
        Assert.Empty(listed[0].Exclusions);
    }

    [Fact]
    public void Backups_and_reports()
    {
        var backup = Samples.One<Backup>(WireFiles.Read("GetBackup", "response"));
        Assert.Equal((134332L, JobState.Queued, "Queued", false), (backup.BackupId, backup.State, backup.StateText, backup.IsEncrypted));
        Assert.Equal(10245674584, Samples.Many<CompletedBackup>(WireFiles.Read("ListCompletedBackups", "response"))[0].BytesSearched);

        var report = Samples.One<BackupReport>(WireFiles.Read("GetBackupReport", "response"));
        Assert.Equal((92500L, JobState.CompletedWithErrors, new TimeSpan(0, 4, 33)), (report.BackupId, report.State, report.Duration));
        Assert.Equal((11936L, 3972844749L, "3.7 GB", 6L, 186751386L, 2L),
            (report.FilesSearched, report.BytesSearched, report.BytesSearchedText, report.FilesBackedUp, report.BytesBackedUp, report.NumErrors));
        Assert.Equal([3210L, 3211L], report.ErrorList.Select(error => error.ListIndex));
        Assert.EndsWith("tempdb.mdf", report.ErrorList[0].Path, StringComparison.Ordinal);

        var point = Samples.Many<RestorePoint>(WireFiles.Read("ListRestorePoints", "response"))[0];
        Assert.Equal((172418L, "MBP0", "10001"), (point.BackupConfigurationId, point.MachineName, point.PublicKey!.ExponentHex));
        Assert.StartsWith("a5261939", point.PublicKey.ModulusHex, StringComparison.Ordinal);
    }

    [Fact]
    public void Restores()
    {
        var restore = Samples.One<Restore>(WireFiles.Read("GetRestore", "response"));
        Assert.Equal((1394L, 133886L, JobState.Completed, 3, true), (restore.RestoreId, restore.BackupId, restore.State, restore.RestoreStateId, restore.OverwriteFiles));
        Assert.Equal("C:\\Test\\", restore.DestinationPath);
        Assert.Equal(JobState.Creating, Samples.One<Restore>(WireFiles.Read("CreateRestore", "response")).State);

        var report = Samples.One<RestoreReport>(WireFiles.Read("GetRestoreReport", "response"));
        Assert.Equal((35L, 18874368L, "18 MB", 1L, JobState.CompletedWithErrors), (report.NumFilesRestored, report.NumBytesRestored, report.NumBytesRestoredText, report.NumErrors, report.State));
        Assert.Empty(report.ErrorList);

        var item = Samples.Many<RestoreItem>(WireFiles.Read("ListRestoreItems", "response"))[0];
        Assert.Equal(("/boot", BackupItemFilter.Exclude, BackupItemType.Folder, 1394L), (item.FilePath, item.Filter, item.FileItemType, item.RestoreId));
    }

    [Fact]
    public void Activity()
    {
        var row = Samples.Many<RaxBackup.Activity>(WireFiles.Read("ListAgentActivity", "response"))[0];
        Assert.Equal((137987L, ActivityType.Backup, "Backup", JobState.Completed, 134332L), (row.Id, row.Type, row.TypeText, row.State, row.BackupId));
        Assert.Equal(DateTimeOffset.Parse("2013-01-24T13:25:34Z"), row.TimeOfActivity);
    }
}

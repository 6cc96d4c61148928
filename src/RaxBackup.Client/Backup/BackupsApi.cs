using System.Collections.Generic;
using System.Threading.Tasks;
using RaxBackup.Client.Http;

namespace RaxBackup.Client;

/// <summary>The backup operations. Region null means the session's.</summary>
internal sealed class BackupsApi(BackupEndpoint backup)
{
    /// <summary>Start a backup manually: its id, or BackupRefused where the service answers -1.</summary>
    public Task<long> StartAsync(string? region, long configurationId, Call call) =>
        backup.StartAsync(region, Operation.PostOnce("StartBackup", "backup/action-requested", new ActionDraft("StartManual", configurationId)) with
        {
            Words = "start a backup of configuration",
        }, call, answersId: true);

    /// <summary>Stop a backup manually. It has not ended with the answer: the agent stops when it hears of it.</summary>
    public Task StopAsync(string? region, long backupId, Call call) =>
        backup.SendAsync(region, Operation.PostOnce("StopBackup", "backup/action-requested", new ActionDraft("StopManual", backupId)), call);

    /// <summary>List backup details.</summary>
    public Task<Backup> GetAsync(string? region, long backupId, Call call) =>
        backup.ReadAsync<Backup>(region, Operation.Get("GetBackup", $"backup/{backupId}"), call);

    /// <summary>List completed backups.</summary>
    public Task<IReadOnlyList<CompletedBackup>> ListCompletedAsync(string? region, long configurationId, Call call) =>
        backup.ListAsync<CompletedBackup>(region, Operation.Get("ListCompletedBackups", $"backup/completed/{configurationId}"), call);

    /// <summary>Get a backup report.</summary>
    public Task<BackupReport> GetReportAsync(string? region, long backupId, Call call) =>
        backup.ReadAsync<BackupReport>(region, Operation.Get("GetBackupReport", $"backup/report/{backupId}"), call);

    /// <summary>List the backups available for a restore.</summary>
    public Task<IReadOnlyList<RestorePoint>> ListRestorePointsAsync(string? region, Call call) =>
        backup.ListAsync<RestorePoint>(region, Operation.Get("ListRestorePoints", "backup/availableforrestore"), call);
}

/// <summary>A start or stop, in the wire's own names.</summary>
internal sealed record ActionDraft(string Action, long Id, string? EncryptedPassword = null) : ITargeted
{
    object ITargeted.Target => Id;
}

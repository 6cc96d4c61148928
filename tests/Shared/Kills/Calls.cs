using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;

namespace RaxBackup.Kills;

/// <summary>What the campaign asks of the service.</summary>
internal static class Calls
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(15);

    public static JsonText Configuration(long agent, string name, string folder) => Json(new
    {
        MachineAgentId = agent, BackupConfigurationName = name, IsActive = true, VersionRetention = 30, MissedBackupActionId = 1,
        Frequency = "Manually", TimeZoneId = "UTC", NotifyRecipients = "admin@example.com", NotifySuccess = false, NotifyFailure = false,
        Inclusions = new[] { new { FilePath = folder, FileItemType = "Folder" } }, Exclusions = Array.Empty<object>(),
    });

    public static async Task<long> CreateConfigurationAsync(this KilledService service, string name, string folder) =>
        (await service.JsonAsync("POST", "v1.0/backup-configuration", Configuration(service.Agent, name, folder)))
            .GetProperty("BackupConfigurationId").GetInt64();

    public static async Task<long> StartBackupAsync(this KilledService service, long configuration) =>
        (await service.JsonAsync("POST", "v1.0/backup/action-requested", Json(new { Action = "StartManual", Id = configuration }))).GetInt64();

    public static async Task<long> CreateRestoreAsync(this KilledService service, long backup, string destination)
    {
        Directory.CreateDirectory(destination);
        var order = Json(new
        {
            BackupId = backup, BackupMachineId = service.Agent, DestinationMachineId = service.Agent, DestinationPath = destination,
            BackupDataCenter = "DFW", OverwriteFiles = false,
        });
        return (await service.JsonAsync("PUT", "v1.0/restore", order)).GetProperty("RestoreId").GetInt64();
    }

    public static Task StartRestoreAsync(this KilledService service, long restore) =>
        service.TextAsync("POST", "v1.0/restore/action-requested", Json(new { Action = "StartManual", Id = restore }));

    public static async Task<string> BackupStateAsync(this KilledService service, long id) =>
        (await service.JsonAsync("GET", $"v1.0/backup/{id}")).GetProperty("CurrentState").GetString()!;

    /// <summary>3: completed; 4: stopped; 5: failed; 8: completed with errors; 0: not started.</summary>
    public static async Task<int> RestoreStateAsync(this KilledService service, long id) =>
        (await service.JsonAsync("GET", $"v1.0/restore/{id}")).GetProperty("RestoreStateId").GetInt32();

    public static async Task<string> UseServiceNetAsync(this KilledService service) =>
        (await service.JsonAsync("GET", $"v1.0/agent/{service.Agent}")).GetProperty("UseServiceNet").GetBoolean().ToString();

    public static bool IsOver(string state) => state is "Completed" or "CompletedWithErrors" or "Failed" or "Stopped";

    public static bool IsOver(int state) => state is 3 or 4 or 5 or 8;

    public static async Task<string> BackupEndAsync(this KilledService service, long id)
    {
        string state;
        while (!IsOver(state = await service.BackupStateAsync(id)))
        {
            await Task.Delay(BetweenLooks);
        }

        return state;
    }

    public static async Task<int> RestoreEndAsync(this KilledService service, long id)
    {
        int state;
        while (!IsOver(state = await service.RestoreStateAsync(id)))
        {
            await Task.Delay(BetweenLooks);
        }

        return state;
    }

    /// <summary>Restores a backup of a folder; what is there then, or null where the restore did not complete.</summary>
    public static async Task<IReadOnlyDictionary<string, string>?> RestoredAsync(this KilledService service, long backup, string source, string destination)
    {
        try
        {
            var restore = await service.CreateRestoreAsync(backup, destination);
            await service.StartRestoreAsync(restore);
            return await service.RestoreEndAsync(restore) == 3 ? SourceTree.Of(destination + source) : null;
        }
        finally
        {
            if (Directory.Exists(destination))
            {
                Directory.Delete(destination, recursive: true);
            }
        }
    }

    public static JsonText Json(object body) => new(JsonSerializer.Serialize(body));
}

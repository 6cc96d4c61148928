using System.Collections.Generic;
using System.Threading.Tasks;
using RaxBackup.Client.Http;

namespace RaxBackup.Client;

/// <summary>The restore operations. Region null means the session's.</summary>
internal sealed class RestoresApi(BackupEndpoint backup)
{
    /// <summary>Create a restore configuration.</summary>
    public Task<Restore> CreateAsync(string? region, RestoreDraft draft, Call call) =>
        backup.ReadAsync<Restore>(region, Operation.PutOnce("CreateRestore", "restore", draft) with { Words = "create a restore of backup" }, call);

    /// <summary>List details about a restore.</summary>
    public Task<Restore> GetAsync(string? region, long restoreId, Call call) => backup.ReadAsync<Restore>(region, Operation.Get("GetRestore", $"restore/{restoreId}"), call);

    /// <summary>Update a restore configuration: it is read, changed and sent as a whole. RestoreAlreadyStarted where it is too late.</summary>
    public async Task UpdateAsync(string? region, long restoreId, RestoreChanges changes, Call call)
    {
        var restore = await GetAsync(region, restoreId, call).ConfigureAwait(false);
        if (restore.State is not (JobState.Creating or JobState.Unknown))
            throw Failure.About(restoreId, FailureKind.Conflict, nameof(Text.RestoreAlreadyStarted), restoreId, restore.State);
        var operation = Operation.PostSame("UpdateRestore", "restore", RestoreUpdateDraft.Of(restore, changes));
        await backup.SendAsync(region, operation, call).ConfigureAwait(false);
    }

    /// <summary>Include or exclude a file in a restore configuration.</summary>
    /// <remarks>A path outside ASCII is sent encoded as well.</remarks>
    public Task AddItemAsync(string? region, RestoreItemDraft item, Call call) => backup.SendAsync(
        region, Operation.PutOnce("AddRestoreItem", "restore/files", item with { FilePathEncoded = item.FilePathEncoded ?? AgentPath.EncodedOrNull(item.FilePath) }) with
        {
            Words = "add an item to restore",
        }, call);

    /// <summary>List included or excluded files in a restore configuration.</summary>
    public Task<IReadOnlyList<RestoreItem>> ListItemsAsync(string? region, long restoreId, Call call) =>
        backup.ListAsync<RestoreItem>(region, Operation.Get("ListRestoreItems", $"restore/files/{restoreId}"), call);

    /// <summary>Delete a restore configuration's file: the id is the file's, whatever the reference texts call it.</summary>
    public Task RemoveItemAsync(string? region, long itemId, Call call) =>
        backup.SendAsync(region, Operation.Delete("RemoveRestoreItem", $"restore/files/{itemId}"), call);

    /// <summary>Start a restore manually; the passphrase of an encrypted backup as <see cref="Passphrase"/> makes it.</summary>
    public Task StartAsync(string? region, long restoreId, string? encryptedPassword, Call call) =>
        backup.StartAsync(region, Operation.PostOnce("StartRestore", "restore/action-requested", new ActionDraft("StartManual", restoreId, encryptedPassword)), call);

    /// <summary>Stop a restore manually. It has not ended with the answer: the agent stops when it hears of it.</summary>
    public Task StopAsync(string? region, long restoreId, Call call) =>
        backup.SendAsync(region, Operation.PostOnce("StopRestore", "restore/action-requested", new ActionDraft("StopManual", restoreId)), call);

    /// <summary>Get a restore report; RestoreId is written in from the request.</summary>
    public Task<RestoreReport> GetReportAsync(string? region, long restoreId, Call call) =>
        backup.ReadAsync<RestoreReport>(region, Operation.Get("GetRestoreReport", $"restore/report/{restoreId}"), call, report => report.RestoreId = restoreId);
}

/// <summary>A new restore, in the wire's own names.</summary>
internal sealed record RestoreDraft(
    long BackupId, long BackupMachineId, long DestinationMachineId, string DestinationPath, bool OverwriteFiles, string? BackupDataCenter = null) : ITargeted
{
    object ITargeted.Target => BackupId;
}

/// <summary>A path of a restore, in the wire's own names: Filter "1" include, "2" exclude; FileItemType "0" file, "1" folder, "2" database.</summary>
internal sealed record RestoreItemDraft(string FilePath, string Filter, long ParentId, string FileItemType, string? FilePathEncoded = null) : ITargeted
{
    object ITargeted.Target => ParentId;
}

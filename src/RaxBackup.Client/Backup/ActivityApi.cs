using System.Collections.Generic;
using System.Threading.Tasks;
using RaxBackup.Client.Http;

namespace RaxBackup.Client;

/// <summary>The activity operations. Region null means the session's.</summary>
internal sealed class ActivityApi(BackupEndpoint backup)
{
    /// <summary>List all activity for a user.</summary>
    public Task<IReadOnlyList<Activity>> ListAsync(string? region, Call call) => ListAsync(region, Operation.Get("ListActivity", "activity"), call);

    /// <summary>List all activity for an agent.</summary>
    public Task<IReadOnlyList<Activity>> ListByAgentAsync(string? region, long agentId, Call call) =>
        ListAsync(region, Operation.Get("ListAgentActivity", $"system/activity/{agentId}"), call);

    /// <summary>Rows with the ids of what they are about, so that they can be piped into what acts on it.</summary>
    private async Task<IReadOnlyList<Activity>> ListAsync(string? region, Operation operation, Call call)
    {
        var rows = await backup.ListAsync<Activity>(region, operation, call).ConfigureAwait(false);
        foreach (var row in rows)
        {
            if (row.Type == ActivityType.Restore) row.RestoreId = row.Id;
            if (row.Type == ActivityType.Backup && row.BackupId is null or 0) row.BackupId = row.Id;
        }
        return rows;
    }
}

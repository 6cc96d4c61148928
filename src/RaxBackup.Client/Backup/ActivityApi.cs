using System.Collections.Generic;
using System.Threading.Tasks;
using RaxBackup.Client.Http;

namespace RaxBackup.Client;

/// <summary>The activity operations. Region null means the session's.</summary>
internal sealed class ActivityApi(BackupEndpoint backup)
{
    /// <summary>List all activity for a user.</summary>
    public Task<IReadOnlyList<Activity>> ListAsync(string? region, Call call) => backup.ListAsync<Activity>(region, Operation.Get("ListActivity", "activity"), call);

    /// <summary>List all activity for an agent.</summary>
    public Task<IReadOnlyList<Activity>> ListByAgentAsync(string? region, long agentId, Call call) =>
        backup.ListAsync<Activity>(region, Operation.Get("ListAgentActivity", $"system/activity/{agentId}"), call);
}

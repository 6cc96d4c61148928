using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>The base of completers of jobs that have not ended, by id, by name or by machine name.</summary>
public abstract class RunningJobCompleter : SessionCompleter
{
    private static readonly JobState[] Running =
        [JobState.Queued, JobState.InProgress, JobState.StartRequested, JobState.StopRequested, JobState.Preparing, JobState.StartScheduled];

    private protected abstract long? IdOf(Activity row);

    private protected override async Task<IReadOnlyList<Offer>> AskAsync(Connection connection, string? region, Call call)
    {
        var rows = await connection.Activities.ListAsync(region, call);
        return [.. from row in rows
                   let id = IdOf(row)?.ToString(CultureInfo.InvariantCulture)
                   where id is not null && Running.Contains(row.State)
                   select new Offer(id, $"{id} {row.DisplayName} on {row.SourceMachineName}")];
    }
}

/// <summary>Completes backups that have not ended.</summary>
public sealed class RunningBackupCompleter : RunningJobCompleter
{
    private protected override long? IdOf(Activity row) => row.Type == ActivityType.Backup ? row.BackupId : null;
}

/// <summary>Completes restores that have not ended.</summary>
public sealed class RunningRestoreCompleter : RunningJobCompleter
{
    private protected override long? IdOf(Activity row) => row.Type == ActivityType.Restore ? row.RestoreId : null;
}

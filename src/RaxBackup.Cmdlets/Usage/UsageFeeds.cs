using System.Collections.Generic;
using System.Threading.Tasks;
using RaxBackup.Client;
using RaxBackup.Client.Feeds;

namespace RaxBackup.Cmdlets;

/// <summary>The feeds that usage is read from.</summary>
internal static class UsageFeeds
{
    /// <summary>The feeds that are read where none is named.</summary>
    public static readonly IReadOnlyList<UsageService> All =
        [UsageService.Backup, UsageService.BlockStorage, UsageService.Files, UsageService.Databases];

    /// <summary>The event in the first of the feeds that has it.</summary>
    public static async Task<UsageEvent> FindAsync(UsageApi usage, string? region, IReadOnlyList<UsageService> services, string eventId, Call call)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return await usage.GetAsync(region, services[i], eventId, call);
            }
            catch (RaxBackupException failure) when (failure.Kind == FailureKind.NotFound && i + 1 < services.Count)
            {
                call.Verbose(failure.Message);
            }
        }
    }
}

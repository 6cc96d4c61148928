using System.Collections.Generic;
using System.Threading.Tasks;
using RaxBackup.Client.Feeds;

namespace RaxBackup.Client.Tests.Feeds;

/// <summary>Batches as a pipeline takes them.</summary>
internal static class UsageBatches
{
    /// <summary>Event by event; a failure is thrown. What is taken is told to the feed's position.</summary>
    public static async IAsyncEnumerable<UsageEvent> EventsAsync(this IAsyncEnumerable<UsageBatch> batches)
    {
        await foreach (var batch in batches)
        {
            if (batch.Failure is { } failure) throw failure;
            for (var i = 0; i < batch.Events.Count; i++)
            {
                yield return batch.Events[i];
                batch.Take(i);
            }
            batch.TakeEnd();
        }
    }

    public static async Task<List<string?>> IdsAsync(this IAsyncEnumerable<UsageBatch> batches)
    {
        var ids = new List<string?>();
        await foreach (var one in batches.EventsAsync()) ids.Add(one.EventId);
        return ids;
    }
}

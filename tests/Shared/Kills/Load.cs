using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;

namespace RaxBackup.Kills;

/// <summary>Writes of all kinds at once, until the service is gone. What is answered with success goes into the ledger.</summary>
internal sealed class Load(KilledService service, Ledger ledger, SourceTree tree, string destinations, long configuration, Random random)
{
    private const int MostConfigurations = 60;

    /// <summary>Ends when the service is gone for every worker.</summary>
    public Task RunAsync() => Task.WhenAll(
        UntilGoneAsync(ConfigureAsync), UntilGoneAsync(BackUpAsync), UntilGoneAsync(RestoreAsync), UntilGoneAsync(PublishAsync),
        UntilGoneAsync(SetAgentAsync));

    private static async Task UntilGoneAsync(Func<Task> step)
    {
        try
        {
            while (true)
            {
                await step();
            }
        }
        catch (HttpRequestException gone) when (gone.InnerException is not null)
        {
            // A status that is no success has no inner exception, and is nothing that a kill explains.
        }
    }

    private async Task ConfigureAsync()
    {
        var name = $"c{Guid.NewGuid():N}";
        var live = ledger.Configurations.Where(known => known.Key != configuration).ToList();
        if (live.Count < MostConfigurations)
        {
            ledger.AskedNames[name] = true;
            var id = await service.CreateConfigurationAsync(name, "/nowhere");
            ledger.Configurations[id] = new Known(name);
            ledger.Acknowledge();
            return;
        }

        var (chosen, known) = live[Next(live.Count)];
        var isDelete = Next(3) == 0;
        ledger.AskedNames[name] = true;
        known.Ask(isDelete ? null : name);
        await service.TextAsync(
            isDelete ? "DELETE" : "PUT", $"v1.0/backup-configuration/{chosen}",
            isDelete ? null : Calls.Configuration(service.Agent, name, "/nowhere"));
        known.Acknowledge();
        ledger.Acknowledge();
        if (isDelete)
        {
            ledger.Configurations.TryRemove(chosen, out _);
            ledger.Deleted[chosen] = true;
        }
    }

    private async Task BackUpAsync()
    {
        var now = ledger.Tree = tree.Change();
        var id = await service.StartBackupAsync(configuration);
        ledger.Backups[id] = now;
        ledger.Acknowledge();
        if (await service.BackupEndAsync(id) == "Completed")
        {
            ledger.Completed[id] = true;
        }
    }

    private async Task RestoreAsync()
    {
        var whole = ledger.Completed.Keys.ToList();
        if (whole.Count == 0)
        {
            // Also finds out that the service is gone.
            await service.TextAsync("GET", "_service/health");
            await Task.Delay(20);
            return;
        }

        var (backup, destination) = (whole[Next(whole.Count)], System.IO.Path.Combine(destinations, Guid.NewGuid().ToString("N")));
        var id = await service.CreateRestoreAsync(backup, destination);
        ledger.Restores[id] = (destination, false);
        ledger.Acknowledge();
        await service.StartRestoreAsync(id);
        ledger.Restores[id] = (destination, true);
        ledger.Acknowledge();
        if (await service.RestoreEndAsync(id) == 3 && !SourceTree.Same(SourceTree.Of(destination + tree.Folder), ledger.Backups[backup]))
        {
            ledger.Wrong.Enqueue($"restore {id} of backup {backup} completed, but its files differ");
        }

        System.IO.Directory.Delete(destination, recursive: true);
    }

    private async Task PublishAsync()
    {
        var id = Guid.NewGuid();
        await service.TextAsync("POST", "_service/events/cbs", new JsonText(
            $"<entry xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:uuid:{id}</id><content type=\"text\">event</content></entry>"));
        ledger.Events.Enqueue($"urn:uuid:{id}");
        ledger.Acknowledge();
    }

    private async Task SetAgentAsync()
    {
        var next = Next(2) == 0;
        ledger.UseServiceNet.Ask(next.ToString());
        await service.TextAsync("POST", $"v1.0/agent/{service.Agent}", Calls.Json(new { UseServiceNet = next }));
        ledger.UseServiceNet.Acknowledge();
        ledger.Acknowledge();
    }

    // Several workers draw from one source.
    private int Next(int below)
    {
        lock (random)
        {
            return random.Next(below);
        }
    }
}

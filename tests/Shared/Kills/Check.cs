using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace RaxBackup.Kills;

/// <summary>After a restart: is all there that was acknowledged, and is what is shown as whole whole? What was looked at once is looked at again at the end.</summary>
internal sealed class Check(Ledger ledger, string state, string source, string destinations, long configuration)
{
    private readonly HashSet<long> _seen = [];
    private int _events;

    /// <summary>Acknowledged writes that are not there.</summary>
    public List<string> Lost { get; } = [];

    /// <summary>Things that are shown as whole, or as going on, and are not.</summary>
    public List<string> Half { get; } = [];

    /// <summary>Backups that were restored and compared.</summary>
    public int Restored { get; private set; }

    public async Task RunAsync(KilledService service, bool all = false)
    {
        if (all)
        {
            _seen.Clear();
            _events = 0;
        }

        Half.AddRange(Directory.EnumerateFiles(Path.Combine(state, "vault"), "*.tmp", SearchOption.AllDirectories).Select(file => $"{file} is left"));
        await ConfigurationsAsync(service);
        await BackupsAsync(service);
        await RestoresAsync(service);
        await EventsAsync(service);
        Expect(ledger.UseServiceNet.CanBe(await service.UseServiceNetAsync()), "the agent's setting");
        while (ledger.Wrong.TryDequeue(out var wrong))
        {
            Half.Add(wrong);
        }
    }

    private async Task ConfigurationsAsync(KilledService service)
    {
        var found = (await service.JsonAsync("GET", "v1.0/backup-configuration")).EnumerateArray()
            .Where(one => !one.GetProperty("IsDeleted").GetBoolean())
            .ToDictionary(one => one.GetProperty("BackupConfigurationId").GetInt64());
        foreach (var (id, known) in ledger.Configurations)
        {
            var name = found.TryGetValue(id, out var one) ? one.GetProperty("BackupConfigurationName").GetString() : null;
            Expect(known.CanBe(name), $"configuration {id}: '{name}'");
            if (name is null)
            {
                ledger.Configurations.TryRemove(id, out _);
            }
        }

        Lost.AddRange(found.Keys.Where(ledger.Deleted.ContainsKey).Select(id => $"the deletion of configuration {id}"));
        foreach (var (id, one) in found)
        {
            var name = one.GetProperty("BackupConfigurationName").GetString()!;
            if (!ledger.AskedNames.ContainsKey(name) || one.GetProperty("Inclusions").GetArrayLength() != 1)
            {
                Half.Add($"configuration {id}: {one}");
            }

            // The answer to its creation was lost.
            ledger.Configurations.TryAdd(id, new Known(name));
        }
    }

    private async Task BackupsAsync(KilledService service)
    {
        // One whose start was never answered can only be of the tree as it is now.
        var shown = (await service.JsonAsync("GET", $"v1.0/backup/completed/{configuration}")).EnumerateArray()
            .Select(one => one.GetProperty("BackupId").GetInt64()).ToHashSet();
        foreach (var unknown in shown.Where(id => !ledger.Backups.ContainsKey(id)))
        {
            ledger.Backups[unknown] = ledger.Tree;
        }

        foreach (var (id, tree) in ledger.Backups.Where(backup => _seen.Add(backup.Key)))
        {
            var (status, text) = await service.SendAsync("GET", $"v1.0/backup/{id}");
            var was = status == 200 ? await service.BackupStateAsync(id) : $"{status} {text}";
            Expect(status == 200 && (was == "Completed" || !ledger.Completed.ContainsKey(id)), $"backup {id}: {was}");
            if (!Calls.IsOver(was) || shown.Contains(id) != was is "Completed")
            {
                Half.Add($"backup {id} is {was}");
            }
            else if (was == "Completed")
            {
                ledger.Completed[id] = true;
                Restored++;
                var restored = await service.RestoredAsync(id, source, Path.Combine(destinations, $"check-{id}"));
                if (restored is null || !SourceTree.Same(restored, tree))
                {
                    Half.Add($"backup {id} is Completed and does not restore exactly");
                }
            }
        }
    }

    private async Task RestoresAsync(KilledService service)
    {
        foreach (var (id, (destination, isStarted)) in ledger.Restores.Where(restore => _seen.Add(restore.Key)))
        {
            var (status, text) = await service.SendAsync("GET", $"v1.0/restore/{id}");
            var restoreState = status == 200 ? await service.RestoreStateAsync(id) : -1;
            Expect(status == 200 && text.Contains(destination, StringComparison.Ordinal) && (!isStarted || restoreState != 0), $"restore {id}: {status} {text}");
            if (restoreState != 0 && !Calls.IsOver(restoreState))
            {
                Half.Add($"restore {id} is {restoreState}");
            }
        }
    }

    private async Task EventsAsync(KilledService service)
    {
        foreach (var id in ledger.Events.Skip(_events))
        {
            Expect((await service.SendAsync("GET", $"cbs/events/{service.Tenant}/entries/{id}")).Status == 200, $"event {id}");
            _events++;
        }
    }

    private void Expect(bool isThere, string what)
    {
        if (!isThere)
        {
            Lost.Add(what);
        }
    }
}

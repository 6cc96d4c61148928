using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Client;
using RaxBackup.Client.Feeds;
using RaxBackup.Client.Waiting;

namespace RaxBackup.Demo;

/// <summary>The story that docs/examples/Demo.ps1 tells, call by call.</summary>
internal sealed class Story(Connection connection, string scratch, Call call)
{
    private static readonly WaitOptions Often = new(TimeSpan.FromMilliseconds(200));

    private readonly JobWaiter waiter = new(TimeProvider.System);

    /// <summary>Tells it about a folder, or about files of its own; whether every byte matched in the end.</summary>
    public async Task<bool> RunAsync(string? folder)
    {
        var agent = await AgentAsync();
        var source = folder ?? DemoFiles.Make(Path.Combine(scratch, "files"));
        var before = Tree.Fingerprint(source);
        Console.WriteLine($"{before.Count} files, links and folders in {source}");

        var (backup, report) = await BackUpAsync(agent, source);

        Say.Step("Lose them");
        var destination = folder is null ? Path.GetPathRoot(source)! : Path.Combine(scratch, "restored");
        var there = folder is null ? source : Tree.Below(destination, source);
        if (folder is not null)
            await RestoreAsync(backup, destination);
        var (deleted, damaged) = Tree.Damage(there);
        Console.WriteLine($"{deleted} files deleted, {damaged} damaged.");

        Say.Step("Restore");
        Say.Facts(await RestoreAsync(backup, destination));

        Say.Step("Compare");
        var wrong = Tree.Differences(before, Tree.Fingerprint(there));
        foreach (var line in wrong.Take(20))
            Console.WriteLine(line);

        await TellUsageAsync();
        return Verdict(before.Count, wrong.Count, report.ErrorList.Length);
    }

    private static bool Verdict(int entries, int wrong, int unread)
    {
        Console.WriteLine();
        Console.WriteLine(wrong + unread == 0
            ? $"All {entries} match, byte for byte."
            : $"FAILED: {wrong} of {entries} differ, {unread} could not be backed up.");
        return wrong + unread == 0;
    }

    private async Task<Agent> AgentAsync()
    {
        Say.Step("This machine's agent");
        var listed = await connection.Agents.ListAsync(null, call);
        var agent = await connection.Agents.GetAsync(null, listed.Single().MachineAgentId, call);
        Say.Facts(("Agent", agent.MachineAgentId), ("Machine", agent.MachineName), ("System", agent.OperatingSystem), ("Status", agent.Status));
        return agent;
    }

    private async Task<(Backup Backup, BackupReport Report)> BackUpAsync(Agent agent, string source)
    {
        Say.Step("Back them up");
        var configuration = await connection.Configurations.CreateAsync(null, new ConfigurationDraft
        {
            MachineAgentId = agent.MachineAgentId,
            BackupConfigurationName = "Demo",
            VersionRetention = 30,
            TimeZoneId = "UTC",
            Inclusions = [new ItemDraft(source, "Folder")],
        }, call);
        var id = await connection.Backups.StartAsync(null, configuration.BackupConfigurationId, call);
        var backup = await WaitAsync(
            $"Backup {id}", id, (job, own) => connection.Backups.GetAsync(null, job.Id, own), now => new(now.State, now.StateText, now.PercentComplete));
        var report = await connection.Backups.GetReportAsync(null, id, call);
        Say.Facts(report);
        return (backup, report);
    }

    private async Task<RestoreReport> RestoreAsync(Backup backup, string destination)
    {
        var agent = backup.MachineAgentId!.Value;
        var restore = await connection.Restores.CreateAsync(null, new RestoreDraft(backup.BackupId, agent, agent, destination, OverwriteFiles: true), call);
        await connection.Restores.StartAsync(null, restore.RestoreId, encryptedPassword: null, call);
        await WaitAsync(
            $"Restore {restore.RestoreId}", restore.RestoreId, (job, own) => connection.Restores.GetAsync(null, job.Id, own), now => new(now.State, null, now.PercentComplete));
        return await connection.Restores.GetReportAsync(null, restore.RestoreId, call);
    }

    private async Task<T> WaitAsync<T>(string name, long id, Func<WaitFor, Call, Task<T>> read, Func<T, JobProgress> progress) where T : class
    {
        T? last = null;
        await foreach (var ended in waiter.WaitAsync([new WaitFor(id, null, name)], read, progress, Often, call))
            last = ended.Value ?? throw ended.Failure!;
        Console.WriteLine($"{name}: {progress(last!).State}");
        return last!;
    }

    private async Task TellUsageAsync()
    {
        Say.Step("The usage that this caused");
        IReadOnlyList<UsageQuery> backupFeed = [new UsageQuery(null, UsageService.Backup)];
        await foreach (var batch in connection.Usage.ReadNewestFirstAsync(backupFeed, call))
        {
            if (batch.Failure is { } failure) throw failure;
            foreach (var used in batch.Events)
                Console.WriteLine($"  {used.Updated:u}  {used.Region}  {used.Type,-40} {used.Product}");
        }
    }
}

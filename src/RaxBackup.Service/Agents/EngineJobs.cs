using System;
using System.Collections.Generic;
using System.Linq;
using RaxBackup.Service.Engines;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Agents;

/// <summary>What is stored of a job, in the engine's terms.</summary>
internal static class EngineJobs
{
    public static BackupJob ToJob(this ConfigurationRow configuration, BackupRow backup) => new(
        backup.BackupId, configuration.ConfigurationId,
        [.. configuration.Items.Where(i => !i.IsExclusion).Select(i => new PathRule(i.FilePath, i.IsFolder))],
        [.. configuration.Items.Where(i => i.IsExclusion).Select(i => new PathRule(i.FilePath, i.IsFolder))],
        backup.IsEncrypted ? Encryption.KeyOf(backup.MachineAgentId) : null);

    public static RestoreJob ToJob(this RestoreRow restore, IReadOnlyList<RestoreItem> items, ReadOnlyMemory<byte> passphrase) => new(
        restore.BackupId, restore.DestinationPath, restore.OverwriteFiles,
        [.. Rules(items, RestoreItem.Include)], [.. Rules(items, RestoreItem.Exclude)], passphrase);

    private static IEnumerable<PathRule> Rules(IReadOnlyList<RestoreItem> items, int filter) =>
        items.Where(i => i.Filter == filter).Select(i => new PathRule(i.FilePath, i.FileItemType == RestoreItem.Folder));
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>The folder of manifests, one a backup: {backup}-{configuration}.manifest.</summary>
internal sealed class ManifestFolder(string path, Disk disk)
{
    private const string Ending = ".manifest";

    public ManifestWriter Create(BackupJob job, DateTimeOffset now)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{job.BackupId}-{job.ConfigurationId}{Ending}");
        return new(Path.Combine(path, name), disk, new(job.BackupId, job.ConfigurationId, now, OperatingSystem.IsWindows()));
    }

    public IEnumerable<long> Backups() => Names().Select(name => name.Backup).Distinct().Order();

    public IEnumerable<string> All() => Names().Select(name => name.Path);

    /// <summary>Opens a backup's manifest; EngineException where there is none or it is damaged.</summary>
    public ManifestReader Open(long backup) => PathOrNull(backup) is { } found
        ? new(found)
        : throw new EngineException(EngineFailure.NoSuchBackup, $"The vault {Path.GetDirectoryName(path)} holds no backup {backup}.");

    /// <summary>The newest whole backup of a configuration that can be read, or null.</summary>
    public ManifestReader? OpenLast(long configuration)
    {
        foreach (var name in Names().Where(name => name.Configuration == configuration).OrderByDescending(name => name.Backup))
        {
            try
            {
                return new(name.Path);
            }
            catch (EngineException)
            {
                // An older one serves as well: all it takes is more reading.
            }
        }
        return null;
    }

    public void Delete(long backup)
    {
        foreach (var name in Names().Where(name => name.Backup == backup).ToList())
        {
            disk.Delete(name.Path);
        }
        disk.FlushFolder(path);
    }

    private string? PathOrNull(long backup) =>
        Names().Where(name => name.Backup == backup).Select(name => name.Path).FirstOrDefault();

    private IEnumerable<(string Path, long Backup, long Configuration)> Names()
    {
        foreach (var file in Directory.EnumerateFiles(path, "*" + Ending))
        {
            var ids = Path.GetFileNameWithoutExtension(file).Split('-', 2);
            if (ids.Length == 2 && long.TryParse(ids[0], CultureInfo.InvariantCulture, out var backup)
                && long.TryParse(ids[1], CultureInfo.InvariantCulture, out var configuration))
            {
                yield return (file, backup, configuration);
            }
        }
    }
}

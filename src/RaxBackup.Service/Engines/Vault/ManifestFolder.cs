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

    /// <summary>Begins a backup's manifest, encrypted where there is a data key.</summary>
    public ManifestWriter Create(BackupJob job, DateTimeOffset now, DataKey? key)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"{job.BackupId}-{job.ConfigurationId}{Ending}");
        var name = new ManifestName(Path.Combine(path, file), job.BackupId, job.ConfigurationId);
        var seal = key is null ? null : new ManifestSeal(SealHead.Create(job.EncryptFor!, key), name, key);
        return new(name.Path, disk, new(job.BackupId, job.ConfigurationId, now, OperatingSystem.IsWindows()), seal);
    }

    public IEnumerable<long> Backups() => Names().Select(name => name.Backup).Distinct().Order();

    public IEnumerable<ManifestName> All() => Names();

    /// <summary>What tells how a manifest is encrypted, or null where it is not.</summary>
    public static SealHead? SealOf(ManifestName name)
    {
        try
        {
            using var file = File.OpenHandle(name.Path, share: FileShare.Read | FileShare.Delete);
            return SealHead.Read(file);
        }
        catch (InvalidDataException failure)
        {
            throw new EngineException(EngineFailure.ManifestDamaged, $"The manifest {name.Path} is damaged: {failure.Message}.", failure);
        }
    }

    /// <summary>A backup's manifest; EngineException where there is none.</summary>
    public ManifestName Find(long backup) => Names().Where(name => name.Backup == backup).Select(name => (ManifestName?)name).FirstOrDefault()
        ?? throw new EngineException(EngineFailure.NoSuchBackup, $"The vault {Path.GetDirectoryName(path)} holds no backup {backup}.");

    /// <summary>
    /// The newest whole backup of a configuration that can be read, or null. One that is encrypted otherwise than the backup that is
    /// to come serves nothing: its blocks have other names.
    /// </summary>
    public ManifestReader? OpenLast(long configuration, DataKey? key)
    {
        foreach (var name in Names().Where(name => name.Configuration == configuration).OrderByDescending(name => name.Backup))
        {
            try
            {
                var manifest = new ManifestReader(name, key);
                if (manifest.IsEncrypted == key is not null)
                {
                    return manifest;
                }
                manifest.Dispose();
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

    /// <summary>Deletes all that is here.</summary>
    public void DeleteAll()
    {
        foreach (var file in Directory.GetFiles(path, "*" + Ending))
        {
            disk.Delete(file);
        }
        disk.FlushFolder(path);
    }

    private IEnumerable<ManifestName> Names()
    {
        foreach (var file in Directory.EnumerateFiles(path, "*" + Ending))
        {
            var ids = Path.GetFileNameWithoutExtension(file).Split('-', 2);
            if (ids.Length == 2 && long.TryParse(ids[0], CultureInfo.InvariantCulture, out var backup)
                && long.TryParse(ids[1], CultureInfo.InvariantCulture, out var configuration))
            {
                yield return new(file, backup, configuration);
            }
        }
    }
}

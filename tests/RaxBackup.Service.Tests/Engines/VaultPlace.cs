using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using RaxBackup.Service.Engines.Vault;

namespace RaxBackup.Service.Tests.Engines;

/// <summary>A folder with a vault, a source tree and a destination, gone when the test is over.</summary>
internal sealed class VaultPlace : IDisposable
{
    private VaultEngine? _engine;

    public VaultPlace(Disk? disk = null)
    {
        Folder = Directory.CreateTempSubdirectory("vault-test-").FullName;
        Directory.CreateDirectory(Source);
        Disk = disk ?? new Disk();
    }

    public string Folder { get; }
    public string Source => Path.Combine(Folder, "source");
    public string Out => Path.Combine(Folder, "out");
    public string VaultFolder { get; set; } = "vault";
    public string Vault => Path.Combine(Folder, VaultFolder);
    public Disk Disk { get; set; }
    public VaultEngine Engine => _engine ??= new VaultEngine(Vault, TimeProvider.System, Disk);

    /// <summary>Where the agents' data keys for unattended backups lie.</summary>
    public string Keys => Path.Combine(Path.GetDirectoryName(Vault)!, "keys");

    public string WrappedKey(string agent) => Path.Combine(Vault, "keys", agent + ".wrapped");

    public string KeyCopy(string agent) => Path.Combine(Keys, agent + ".key");

    /// <summary>Where a source path comes to lie below <see cref="Out"/>.</summary>
    public string Restored(string name) => Out + Path.Combine(Source, name);

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] data)
    {
        var path = Path.Combine(Source, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, data);
        return path;
    }

    public string[] Packs => Directory.GetFiles(Path.Combine(Vault, "packs"), "*.pack").Order().ToArray();
    public string[] Manifests => Directory.GetFiles(Path.Combine(Vault, "manifests"), "*.manifest").Order().ToArray();

    /// <summary>Ends this engine, as the end of the process would, and opens the vault anew.</summary>
    public void Reopen(Disk? disk = null)
    {
        _engine?.Dispose();
        _engine = null;
        Disk = disk ?? new Disk();
    }

    public Task<BackupOutcome> Backup(long id = 1, long configuration = 1, string[]? include = null, string[]? exclude = null,
        IProgress<JobProgress>? progress = null, string? agent = null, CancellationToken stop = default) => Engine.BackupAsync(
        new(id, configuration, Rules(include ?? [Source]), Rules(exclude ?? []), agent), progress ?? new NoProgress(), stop);

    public Task<RestoreOutcome> Restore(long id = 1, string? to = null, bool overwrite = false, string[]? include = null, string[]? exclude = null,
        IProgress<JobProgress>? progress = null, byte[]? passphrase = null, CancellationToken stop = default) => Engine.RestoreAsync(
        new(id, to ?? Out, overwrite, Rules(include ?? []), Rules(exclude ?? []), passphrase), progress ?? new NoProgress(), stop);

    public void Dispose()
    {
        _engine?.Dispose();
        // Names that are not UTF-8, folders that may not be written and paths that are too long: rm knows them all.
        using var remove = Process.Start("sh", ["-c", "chmod -R u+rwx \"$1\" && rm -rf \"$1\"", "sh", Folder]);
        remove.WaitForExit();
    }

    public static byte[] Noise(int length, int seed)
    {
        var data = new byte[length];
        new Random(seed).NextBytes(data);
        return data;
    }

    // A rule's kind is what a person would have said.
    private static List<PathRule> Rules(string[] paths) => paths.Select(path => new PathRule(path, Directory.Exists(path))).ToList();

    private sealed class NoProgress : IProgress<JobProgress>
    {
        public void Report(JobProgress value)
        {
        }
    }
}

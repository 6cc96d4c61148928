using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;

namespace RaxBackup.Benchmarks;

/// <summary>
/// One job of the vault engine, alone in a process so that its peak memory is its own: enable 0, backup ID or restore ID, vault, folder,
/// agent.
/// </summary>
internal static class VaultEngineProcess
{
    public const string Verb = "vault-engine";
    private static readonly byte[] Passphrase = "benchmark"u8.ToArray();

    public static async Task<int> RunAsync(string[] arguments)
    {
        var (job, id, vault, folder) = (arguments[0], long.Parse(arguments[1]), arguments[2], arguments[3]);
        var agent = arguments.ElementAtOrDefault(4);
        using var engine = new VaultEngine(vault, TimeProvider.System);
        if (job == "enable")
        {
            await engine.EnableEncryptionAsync(agent!, Passphrase, CancellationToken.None);
            return 0;
        }
        var errors = job == "backup"
            ? (await engine.BackupAsync(new(id, 1, [new(folder, IsFolder: true)], [], agent), new Quiet(), CancellationToken.None)).Errors
            : (await engine.RestoreAsync(new(id, folder, Overwrite: false, [], [], Passphrase), new Quiet(), CancellationToken.None)).Errors;
        foreach (var error in errors)
        {
            Console.Error.WriteLine($"{error.Path}: {error.Message}");
        }
        return errors.Count == 0 ? 0 : 1;
    }

    private sealed class Quiet : IProgress<JobProgress>
    {
        public void Report(JobProgress value)
        {
        }
    }
}

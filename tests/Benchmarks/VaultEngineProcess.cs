using System;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;

namespace RaxBackup.Benchmarks;

/// <summary>One job of the vault engine, alone in a process so that its peak memory is its own: backup ID or restore ID, vault, folder.</summary>
internal static class VaultEngineProcess
{
    public const string Verb = "vault-engine";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var (job, id, vault, folder) = (arguments[0], long.Parse(arguments[1]), arguments[2], arguments[3]);
        using var engine = new VaultEngine(vault, TimeProvider.System);
        var errors = job == "backup"
            ? (await engine.BackupAsync(new(id, 1, [new(folder, IsFolder: true)], []), new Quiet(), CancellationToken.None)).Errors
            : (await engine.RestoreAsync(new(id, folder, Overwrite: false, [], []), new Quiet(), CancellationToken.None)).Errors;
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

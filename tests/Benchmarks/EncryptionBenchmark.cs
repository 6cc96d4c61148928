using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace RaxBackup.Benchmarks;

/// <summary>
/// The vault's jobs with and without encryption on the same tree in turns, each a process of its own: vault-encryption
/// [megabytes, 1000 unless told] [runs, the median counts: 3 unless told].
/// </summary>
internal static class EncryptionBenchmark
{
    private static readonly string[] Jobs = ["first backup", "unchanged second", "restore"];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var bytes = (arguments.Length > 0 ? long.Parse(arguments[0]) : 1000) * 1_000_000;
        var runs = arguments.Length > 1 ? int.Parse(arguments[1]) : 3;
        var folder = Directory.CreateTempSubdirectory("vault-bench-").FullName;
        try
        {
            var tree = Directory.CreateDirectory(Path.Combine(folder, "tree")).FullName;
            var files = MixedTree.Make(tree, bytes);
            var plain = new List<Measured[]>();
            var encrypted = new List<Measured[]>();
            // The first run is for nothing: it brings the tree into memory.
            for (var run = 0; run <= runs; run++)
            {
                plain.Add(await MeasureAsync(tree, Path.Combine(folder, "work"), []));
                encrypted.Add(await MeasureAsync(tree, Path.Combine(folder, "work"), ["7"]));
            }
            Console.WriteLine($"Vault, {bytes / 1e6:n0} MB in {files:n0} files, median of {runs} runs");
            Console.WriteLine($"{"",-18}{"plain",12}{"encrypted",14}{"encrypted/plain",17}");
            for (var job = 0; job < Jobs.Length; job++)
            {
                var (without, with) = (Rate(plain, job, bytes), Rate(encrypted, job, bytes));
                Console.WriteLine($"{Jobs[job],-18}{without,7:n0} MB/s{with,9:n0} MB/s{with / without,17:n2}");
            }
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Measured[]> MeasureAsync(string tree, string work, string[] agent)
    {
        Task<Measured> Run(params string[] arguments) =>
            MeasuredProcess.RunAsync(Environment.ProcessPath!, VaultBenchmark.Itself.Concat([VaultEngineProcess.Verb, .. arguments, .. agent]));
        var vault = Path.Combine(Directory.CreateDirectory(work).FullName, "vault");
        if (agent.Length > 0)
        {
            await Run("enable", "0", vault, "");
        }
        await VaultBenchmark.SettleAsync();
        var first = await Run("backup", "1", vault, tree);
        await VaultBenchmark.SettleAsync();
        var second = await Run("backup", "2", vault, tree);
        var restore = await Run("restore", "2", vault, Path.Combine(work, "restored"));
        Directory.Delete(work, recursive: true);
        return [first, second, restore];
    }

    private static double Rate(List<Measured[]> runs, int job, long bytes) =>
        runs.Skip(1).Select(run => run[job].Rate(bytes)).Order().ElementAt((runs.Count - 1) / 2);
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace RaxBackup.Benchmarks;

/// <summary>
/// First backup, second backup of the unchanged tree and restore, each a process of its own from start to end, against restic and
/// sha256sum on the same tree in the same run: vault [megabytes, 1000 and 250 unless told] [runs, the median counts: 1 unless told].
/// </summary>
internal static class VaultBenchmark
{
    private static readonly string[] Jobs = ["first backup", "unchanged second", "restore"];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var sizes = arguments.Length > 0 ? [long.Parse(arguments[0])] : new long[] { 1000, 250 };
        var runs = arguments.Length > 1 ? int.Parse(arguments[1]) : 1;
        var restic = await Restic.InstalledAsync();
        if (!restic)
        {
            Console.WriteLine("!!! RESTIC IS MISSING AND CANNOT BE INSTALLED HERE (apt-get install restic): ITS COLUMNS STAY EMPTY !!!");
        }
        foreach (var size in sizes)
        {
            await MeasureAsync(size * 1_000_000, runs, restic);
        }
        return 0;
    }

    private static async Task MeasureAsync(long bytes, int runs, bool restic)
    {
        var folder = Directory.CreateTempSubdirectory("vault-bench-").FullName;
        try
        {
            var tree = Directory.CreateDirectory(Path.Combine(folder, "tree")).FullName;
            var files = MixedTree.Make(tree, bytes);
            // Once for nothing, so that all the others find the tree in memory.
            await SumAsync(tree);
            var sums = new List<Measured>();
            var vault = new List<Measured[]>();
            var other = new List<Measured[]>();
            for (var run = 0; run < runs; run++)
            {
                sums.Add(await SumAsync(tree));
                // Nothing is deleted between: ext4 makes files much slower for a minute after many were deleted.
                vault.Add(await VaultAsync(tree, Directory.CreateDirectory(Path.Combine(folder, $"vault {run}")).FullName));
                if (restic)
                {
                    other.Add(await Restic.MeasureAsync(tree, Directory.CreateDirectory(Path.Combine(folder, $"restic {run}")).FullName));
                }
            }
            Print(bytes, files, runs, sums, vault, other);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Measured[]> VaultAsync(string tree, string work)
    {
        Task<Measured> Run(params string[] arguments) =>
            MeasuredProcess.RunAsync(Environment.ProcessPath!, Itself.Concat([VaultEngineProcess.Verb, .. arguments]));
        var (vault, to) = (Path.Combine(work, "vault"), Path.Combine(work, "restored"));
        await SettleAsync();
        var first = await Run("backup", "1", vault, tree);
        await SettleAsync();
        var second = await Run("backup", "2", vault, tree);
        await SettleAsync();
        var restore = await Run("restore", "2", vault, to);
        await MeasuredProcess.RunAsync("diff", ["-rq", tree, to + tree]);
        return [first, second, restore];
    }

    private static Task<Measured> SumAsync(string tree) =>
        MeasuredProcess.RunAsync("sh", ["-c", "find \"$1\" -type f -print0 | xargs -0 sha256sum > /dev/null", "sh", tree]);

    /// <summary>Nobody pays for what the one before left to be written.</summary>
    public static Task SettleAsync() => MeasuredProcess.RunAsync("sync", []);

    public static IEnumerable<string> Itself =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(VaultBenchmark).Assembly.Location] : [];

    private static void Print(long bytes, int files, int runs, List<Measured> sums, List<Measured[]> vault, List<Measured[]> other)
    {
        var sum = Median(sums);
        var how = runs == 1 ? "one run" : $"median of {runs} runs";
        Console.WriteLine($"Vault, {bytes / 1e6:n0} MB in {files:n0} files, {how}; sha256sum {sum.Rate(bytes):n0} MB/s");
        Console.WriteLine($"{"",-18}{"vault",12}{"restic",12}{"vault/restic",14}{"vault/sha256sum",17}{"vault peak",13}{"restic peak",13}");
        for (var job = 0; job < Jobs.Length; job++)
        {
            var ours = Median(vault.Select(one => one[job]));
            var theirs = other.Count > 0 ? Median(other.Select(one => one[job])) : (Measured?)null;
            Console.WriteLine($"{Jobs[job],-18}{ours.Rate(bytes),7:n0} MB/s{theirs?.Rate(bytes),7:n0} MB/s{theirs?.Time / ours.Time,14:n2}"
                + $"{sum.Time / ours.Time,17:n2}{ours.PeakBytes / 1e6,10:n0} MB{theirs?.PeakBytes / 1e6,10:n0} MB");
        }
        Console.WriteLine();
    }

    private static Measured Median(IEnumerable<Measured> all)
    {
        var ordered = all.OrderBy(one => one.Time).ToList();
        return ordered[ordered.Count / 2] with { PeakBytes = ordered.Max(one => one.PeakBytes) };
    }
}

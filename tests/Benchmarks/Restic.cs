using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.IO;
using System.Threading.Tasks;

namespace RaxBackup.Benchmarks;

/// <summary>restic as Debian ships it, with its own defaults.</summary>
internal static class Restic
{
    /// <summary>Whether it is there, by now at the latest.</summary>
    public static async Task<bool> InstalledAsync()
    {
        if (await WorksAsync("restic", "version"))
        {
            return true;
        }
        return await WorksAsync("apt-get", "install", "-y", "-q", "restic")
            || (await WorksAsync("apt-get", "update", "-q") && await WorksAsync("apt-get", "install", "-y", "-q", "restic"));
    }

    public static async Task<Measured[]> MeasureAsync(string tree, string work)
    {
        var environment = new Dictionary<string, string>
        {
            ["RESTIC_REPOSITORY"] = Path.Combine(work, "repository"),
            ["RESTIC_PASSWORD"] = Guid.NewGuid().ToString("n"),
            ["RESTIC_CACHE_DIR"] = Path.Combine(work, "cache"),
        };
        Task<Measured> Run(params string[] arguments) => MeasuredProcess.RunAsync("restic", arguments, environment);
        await Run("init", "-q");
        await VaultBenchmark.SettleAsync();
        var first = await Run("backup", "-q", tree);
        await VaultBenchmark.SettleAsync();
        var second = await Run("backup", "-q", tree);
        await VaultBenchmark.SettleAsync();
        var restore = await Run("restore", "-q", "latest", "--target", Path.Combine(work, "restored"));
        return [first, second, restore];
    }

    private static async Task<bool> WorksAsync(string program, params string[] arguments)
    {
        try
        {
            await MeasuredProcess.RunAsync(program, arguments);
            return true;
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }
}

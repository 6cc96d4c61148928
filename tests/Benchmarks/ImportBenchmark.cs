using System;
using System.Linq;
using System.Threading.Tasks;

namespace RaxBackup.Benchmarks;

/// <summary>
/// What the module costs a PowerShell that starts: a bare start, with the import, with a first command that only looks, and with a first
/// connection to a running service. Run in turn, so that a noisy machine is noisy for all; the median counts.
/// </summary>
internal static class ImportBenchmark
{
    private const int Runs = 7;

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (Built.PowerShellOrNull("import") is not { } pwsh)
            return 0;
        await using var service = await StartedService.StartAsync();
        var import = $"Import-Module '{Built.Manifest}'";
        var connect = $"{import}; Connect-RaxBackup -UserName {service.UserName} -ApiKey (ConvertTo-SecureString $env:BENCH_KEY -AsPlainText -Force) -IdentityUri {service.IdentityUri}";
        string[] names = ["bare start", "+ import", "+ first command (Get-RaxBackupSession)", "+ connect", "+ Get-RaxBackupAgent"];
        string[] scripts = ["1", import, $"{import}; Get-RaxBackupSession", connect, $"{connect}; Get-RaxBackupAgent"];
        var times = scripts.Select(_ => new double[Runs]).ToArray();
        for (var run = -1; run < Runs; run++)
        {
            for (var script = 0; script < scripts.Length; script++)
            {
                var measured = await MeasuredProcess.RunAsync(pwsh, ["-NoProfile", "-NonInteractive", "-c", scripts[script]], service.Environment);
                if (run >= 0)
                    times[script][run] = measured.Time.TotalMilliseconds;
            }
        }
        Console.WriteLine($"import: wall clock of pwsh -NoProfile, median of {Runs} (goals: + import 100 ms over bare, + first command 100 ms more)");
        for (var script = 0; script < scripts.Length; script++)
        {
            var paired = times[script].Select((time, run) => time - times[Math.Max(script - 1, 0)][run]).ToArray();
            Console.WriteLine($"  {names[script],-40} {Built.Median(times[script]),7:F0} ms   {(script == 0 ? "" : $"{Built.Median(paired),+6:F0} ms more than the line above")}");
        }
        return 0;
    }
}

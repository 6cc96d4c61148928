using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace RaxBackup.Benchmarks;

/// <summary>The service's cold start to its ready line, new and restarted on a state folder, and the memory it holds idle; beside `dotnet --version` as a baseline.</summary>
internal static class ServiceBenchmark
{
    private const int Runs = 7;

    public static async Task<int> RunAsync(string[] arguments)
    {
        double[] Empty() => new double[Runs];
        var (bare, memory, fresh, again, resident) = (Empty(), Empty(), Empty(), Empty(), Empty());
        for (var run = -1; run < Runs; run++)
        {
            var folder = Directory.CreateTempSubdirectory("service-bench-").FullName;
            try
            {
                var slot = Math.Max(run, 0);
                bare[slot] = (await MeasuredProcess.RunAsync("dotnet", ["--version"])).Time.TotalMilliseconds;
                (memory[slot], resident[slot]) = await StartAsync();
                (fresh[slot], _) = await StartAsync("--state", Path.Combine(folder, "state"));
                (again[slot], _) = await StartAsync("--state", Path.Combine(folder, "state"));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        Console.WriteLine($"service: process start to ready line, median of {Runs} (goals: 1000 ms, 120 MB)");
        Console.WriteLine($"  dotnet --version (baseline)   {Built.Median(bare),7:F0} ms");
        Console.WriteLine($"  state in memory               {Built.Median(memory),7:F0} ms   {Built.Median(memory) / Built.Median(bare):F1} x baseline");
        Console.WriteLine($"  new state folder              {Built.Median(fresh),7:F0} ms   {Built.Median(fresh) / Built.Median(bare):F1} x baseline");
        Console.WriteLine($"  restart on that folder        {Built.Median(again),7:F0} ms   {Built.Median(again) / Built.Median(bare):F1} x baseline");
        Console.WriteLine($"  resident memory, idle         {Built.Median(resident) / 1e6,7:F0} MB");
        return 0;
    }

    private static async Task<(double Milliseconds, double Resident)> StartAsync(params string[] arguments)
    {
        await using var service = await StartedService.StartAsync(arguments);
        return (service.ColdStart.TotalMilliseconds, service.Resident);
    }
}

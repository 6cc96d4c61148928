using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Kills;

namespace RaxBackup.Benchmarks;

/// <summary>Kills the service (SIGKILL) at random moments under load: 100 times, or as often as the argument says; a second one is the seed.</summary>
internal static class KillsBenchmark
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var numbers = arguments.Select(one => int.Parse(one, CultureInfo.InvariantCulture)).ToArray();
        var (kills, seed) = (numbers.ElementAtOrDefault(0) is > 0 and var times ? times : 100, numbers.ElementAtOrDefault(1));
        var folder = Directory.CreateTempSubdirectory("kills-bench-").FullName;
        try
        {
            Console.WriteLine($"kills: SIGKILL at random moments of backups, restores, configuration writes and events, seed {seed} (goal: nothing lost, nothing half)");
            var result = await new Campaign(Built.Service, folder, seed).RunAsync(kills, Console.WriteLine);
            Console.WriteLine($"  {result}");
            return result.IsGood ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

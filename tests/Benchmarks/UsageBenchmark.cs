using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace RaxBackup.Benchmarks;

/// <summary>
/// Get-RaxUsageEvent over a whole feed, pages of 1000 from a local service, against a bare XmlReader loop over the same pages and against
/// what a user would write; then what Export-RaxUsage and Measure-RaxUsage add. Bare and module run in turn, each in a process of its own that
/// has read nothing before and tells its own time; the median of the pairs counts;
/// the slow peers read a tenth and are compared by events a second.
/// </summary>
internal static class UsageBenchmark
{
    private const int Runs = 3;

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (Built.PowerShellOrNull("usage") is not { } pwsh)
            return 0;
        var most = arguments is [var told, ..] ? int.Parse(told, CultureInfo.InvariantCulture) : 1_000_000;
        var few = most / 10;
        Console.WriteLine($"usage: {most:N0} events, pages of 1000, loopback, the whole pipeline (goals: 1.3 x bare, 3 x Python, 15 x scripts, 80 MB)");
        await using var service = await StartedService.StartAsync();
        var calls = new FeedCalls(service);
        await calls.GenerateAsync(few, "backup");
        var small = await ModuleAsync(pwsh, service, "Read", few);
        var peers = await PeersAsync(pwsh, calls, few);
        await calls.GenerateAsync(most - few, "backup");

        var (bare, read) = (new double[Runs], new Told[Runs]);
        for (var run = 0; run < Runs; run++)
        {
            bare[run] = await BareAsync(calls, most);
            read[run] = await ModuleAsync(pwsh, service, "Read", most);
        }
        var reading = Built.Median([.. read.Select(one => one.Seconds)]);
        Tell("bare XmlReader loop", most / Built.Median(bare), "");
        Tell("Get-RaxUsageEvent", most / reading, $"{Built.Median([.. read.Select((one, run) => one.Seconds / bare[run])]):F2} x the time of bare");
        var again = Built.Median([.. read.Select(one => one.AgainSeconds)]);
        Tell("the same once more in that session", most / again, $"{Built.Median([.. read.Select((one, run) => one.AgainSeconds / bare[run])]):F2} x the time of bare");
        foreach (var (name, rate) in peers)
            Tell(name, rate, $"the module is {most / reading / rate:F1} times faster");
        Console.WriteLine($"  memory over an idle module: {small.PeakBytes / 1e6:F0} MB at {few:N0}, {read.Max(one => one.PeakBytes) / 1e6:F0} MB at {most:N0} events");
        foreach (var (way, goal) in new[] { ("Jsonl", 2.0), ("Csv", 2.0), ("Measure", 1.2) })
        {
            var done = await ModuleAsync(pwsh, service, way, way == "Measure" ? null : most);
            Tell($"with {way}", most / done.Seconds, $"{done.Seconds / reading:F2} x reading alone (goal {goal}), {done.PeakBytes / 1e6:F0} MB");
        }
        return 0;
    }

    private static async Task<double> BareAsync(FeedCalls calls, int expected)
    {
        // As any program has it, and PowerShell too; this project's own setting is another.
        var environment = new Dictionary<string, string>(await EnvironmentAsync(calls)) { ["DOTNET_TieredPGO"] = "1" };
        var told = (await MeasuredProcess.OutputAsync("dotnet", [typeof(BareFeed).Assembly.Location, BareFeed.Verb], environment)).Split(' ');
        Check("the bare loop", int.Parse(told[0], CultureInfo.InvariantCulture), expected);
        return double.Parse(told[1], CultureInfo.InvariantCulture);
    }

    private static async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(FeedCalls calls) =>
        new Dictionary<string, string> { ["BENCH_FEED"] = (await calls.HeadAsync(1000)).AbsoluteUri, ["BENCH_TOKEN"] = await calls.TokenAsync() };

    private static async Task<Told> ModuleAsync(string pwsh, StartedService service, string way, int? expected)
    {
        string[] arguments = ["-NoProfile", "-NonInteractive", "-File", Built.Peer("GetRaxUsageEvent.ps1"), Built.Manifest, service.IdentityUri, service.UserName, way];
        var told = JsonSerializer.Deserialize<Told>(await MeasuredProcess.OutputAsync(pwsh, arguments, service.Environment))!;
        if (expected is { } events)
            Check(way, told.Count, events);
        return told;
    }

    /// <summary>What each peer reads in a second, its start included (a tenth of the whole run is long enough for that to count little).</summary>
    private static async Task<List<(string Name, double Rate)>> PeersAsync(string pwsh, FeedCalls calls, int count)
    {
        var environment = await EnvironmentAsync(calls);
        var rates = new List<(string Name, double Rate)>();
        foreach (var (name, program, file) in new[]
        {
            ("Python, urllib + iterparse", "python3", "read_feed.py"),
            ("Invoke-WebRequest + [xml]", pwsh, "WebRequest.ps1"),
            ("Invoke-RestMethod + ConvertFrom-Json", pwsh, "RestMethod.ps1"),
        })
        {
            if (program == "python3" && !Built.IsOnPath(program))
            {
                Console.WriteLine("!!! THE PEER 'Python' DID NOT RUN: no python3 on PATH !!!");
                continue;
            }
            string[] arguments = program == pwsh ? ["-NoProfile", "-NonInteractive", "-File", Built.Peer(file)] : [Built.Peer(file)];
            var watch = Stopwatch.StartNew();
            Check(name, int.Parse(await MeasuredProcess.OutputAsync(program, arguments, environment), CultureInfo.InvariantCulture), count);
            rates.Add((name, count / watch.Elapsed.TotalSeconds));
        }
        return rates;
    }

    private static void Check(string who, long count, int expected)
    {
        if (count != expected)
            throw new InvalidOperationException($"{who} read {count} of {expected} events");
    }

    private static void Tell(string name, double rate, string words) => Console.WriteLine($"  {name,-38} {rate,10:N0} events/s   {words}");

    private sealed record Told(long Count, double Seconds, double AgainSeconds, long PeakBytes);
}

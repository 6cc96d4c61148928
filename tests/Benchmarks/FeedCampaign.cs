using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace RaxBackup.Benchmarks;

/// <summary>
/// Loss and repeats: a PowerShell that reads four feeds with a checkpoint while events arrive, a tenth of the answers fail, and it is
/// killed and started again twenty times. Once it writes what it takes to its parent, once to files (Export-RaxUsage -Append).
/// </summary>
internal static class FeedCampaign
{
    private const int Kills = 20;
    private const int PageSize = 1000;

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (Built.PowerShellOrNull("feed-campaign") is not { } pwsh)
            return 0;
        var count = arguments is [var told, ..] ? int.Parse(told) : 200_000;
        Console.WriteLine($"feed-campaign: {count} events of four feeds, a tenth of the answers fail, {Kills} kills (goals: none lost, a page repeated for a kill, no gap)");
        var (isReaderGood, isExportGood) = (await RunAsync(pwsh, count, exports: false), await RunAsync(pwsh, count, exports: true));
        return isReaderGood && isExportGood ? 0 : 1;
    }

    private static async Task<bool> RunAsync(string pwsh, int count, bool exports)
    {
        var random = new Random(20261122);
        var folder = Directory.CreateTempSubdirectory("feed-campaign-").FullName;
        await using var service = await StartedService.StartAsync();
        using var control = new ServiceControl(service);
        try
        {
            await control.AddEventsAsync(count / 2, 1);
            await FailAsync(control);
            var all = new Tally();
            for (var run = 0; run < Kills; run++)
            {
                using var reader = new Reader(pwsh, service, folder, exports);
                await reader.UntilAsync(random.Next(1, Math.Max(2, count / Kills)), all);
                await control.AddEventsAsync(count / 2 / Kills, run + 2);
                reader.Kill();
                await reader.EndAsync(all);
            }
            await control.ClearFaultsAsync();
            all.Begin();
            using (var last = new Reader(pwsh, service, folder, exports))
                await last.EndAsync(all);
            var expected = (count / 2) + (count / 2 / Kills * Kills);
            return exports ? TellFiles(folder, expected, all) : Tell(expected, all);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A tenth of the answers: busy, down, broken, cut, the token ended; and now and then the place in the feed is said to be unknown.</summary>
    private static async Task FailAsync(ServiceControl control)
    {
        const string Feeds = "ListUsageEvents";
        await control.AddFaultAsync(new { operation = Feeds, statusCode = 429, retryAfter = "0", probability = 0.02, seed = 1 });
        await control.AddFaultAsync(new { operation = Feeds, statusCode = 503, retryAfter = "0", probability = 0.02, seed = 2 });
        await control.AddFaultAsync(new { operation = Feeds, drop = "after", probability = 0.02, seed = 3 });
        await control.AddFaultAsync(new { operation = Feeds, truncate = 5000, probability = 0.02, seed = 4 });
        await control.AddFaultAsync(new { operation = Feeds, statusCode = 401, probability = 0.015, seed = 5 });
        await control.AddFaultAsync(new { operation = Feeds, statusCode = 404, probability = 0.005, seed = 6 });
    }

    private static bool Tell(int expected, Tally all)
    {
        Console.WriteLine($"  reader: {all.Count} of {expected} events, {expected - all.Count} lost, {all.Repeated} repeated after {Kills} kills "
            + $"({all.MostRepeated} at most after one), {all.RepeatedWithin} within a run, {all.Gaps.Count} gaps");
        foreach (var other in all.Others.Distinct().Take(5)) Console.WriteLine($"    {other}");
        return all.Count == expected && all.MostRepeated <= PageSize && all.RepeatedWithin == 0 && all.Gaps.Count == 0;
    }

    private static bool TellFiles(string folder, int expected, Tally all)
    {
        var lines = Directory.GetFiles(folder, "*.jsonl", SearchOption.AllDirectories).SelectMany(File.ReadLines).ToList();
        var ids = lines.Select(line => Regex.Match(line, "\"EventId\":\"([^\"]+)\"").Groups[1].Value).ToHashSet();
        Console.WriteLine(
            $"  reader + Export-RaxUsage -Append: {ids.Count} of {expected} events on disk, {expected - ids.Count} lost, {lines.Count - ids.Count} twice, {all.Gaps.Count} gaps");
        foreach (var other in all.Others.Distinct().Take(5)) Console.WriteLine($"    {other}");
        return ids.Count == expected && lines.Count == expected && all.Gaps.Count == 0;
    }

    /// <summary>What all runs have told. An event that comes again is put down to the kill of the last run that had it.</summary>
    private sealed class Tally
    {
        private readonly Dictionary<string, int> lastRuns = [];
        private readonly Dictionary<int, int> repeatedAfter = [];
        private int run;

        public int Count => lastRuns.Count;

        public int Repeated => repeatedAfter.Values.Sum();

        public int MostRepeated => repeatedAfter.Values.DefaultIfEmpty().Max();

        /// <summary>Events that one run has told of twice.</summary>
        public int RepeatedWithin { get; private set; }

        public List<string> Gaps { get; } = [];

        public List<string> Others { get; } = [];

        public void Begin() => run++;

        public void Add(string line)
        {
            if (line.Contains("gap in", StringComparison.Ordinal)) Gaps.Add(line);
            else if (!Guid.TryParse(line, out _)) Others.Add(line);
            else Take(line);
        }

        private void Take(string id)
        {
            if (lastRuns.TryGetValue(id, out var last))
            {
                if (last == run) RepeatedWithin++;
                else repeatedAfter[last] = repeatedAfter.GetValueOrDefault(last) + 1;
            }
            lastRuns[id] = run;
        }
    }

    /// <summary>A PowerShell that reads what is new, and tells each event's id, or each thousand that it has stored.</summary>
    private sealed class Reader : IDisposable
    {
        private readonly Process process;

        public Reader(string pwsh, StartedService service, string folder, bool exports)
        {
            var sink = exports
                ? $"ForEach-Object {{ $_; if (++$n % 500 -eq 0) {{ [Console]::Out.WriteLine('stored') }} }} | Export-RaxUsage '{folder}/usage' Jsonl -PartitionBy Day -Append"
                : "ForEach-Object { [Console]::Out.WriteLine($_.EventId) }";
            var script = $$"""
                Import-Module '{{Built.Manifest}}'
                Connect-RaxBackup -UserName {{service.UserName}} -ApiKey (ConvertTo-SecureString $env:BENCH_KEY -AsPlainText -Force) -IdentityUri {{service.IdentityUri}}
                Get-RaxUsageEvent -CheckpointPath '{{folder}}/checkpoint.json' -PageSize {{PageSize}} -WarningVariable told -ErrorVariable failed | {{sink}}
                $told + $failed | ForEach-Object { [Console]::Out.WriteLine("$_") }
                """;
            var start = new ProcessStartInfo(pwsh, ["-NoProfile", "-NonInteractive", "-c", script]) { RedirectStandardOutput = true };
            foreach (var (name, value) in service.Environment) start.Environment[name] = value;
            process = Process.Start(start)!;
        }

        /// <summary>Until it has told of so many events, or has ended.</summary>
        public async Task UntilAsync(int events, Tally all)
        {
            all.Begin();
            for (var seen = 0; seen < events && await process.StandardOutput.ReadLineAsync() is { } line; seen += line == "stored" ? 500 : 1)
                Note(line, all);
        }

        public void Kill() => process.Kill();

        /// <summary>What it has still told, up to its end.</summary>
        public async Task EndAsync(Tally all)
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line) Note(line, all);
            await process.WaitForExitAsync();
        }

        public void Dispose() => process.Dispose();

        // The last line of a killed process may be a part of one: then its event was not told of, and comes again.
        private static void Note(string line, Tally all)
        {
            if (line != "stored") all.Add(line);
        }
    }
}

using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace RaxBackup.Benchmarks;

/// <summary>
/// The service's feeds with 10,000 events and with many (a million; another number as the argument): seeding, cold start, memory, the
/// page of 25 in the middle at 16 connections beside a bare Kestrel that returns the same bytes, and all events of a feed page by page.
/// </summary>
internal static class FeedsBenchmark
{
    private const int Few = 10_000;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(6);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var many = arguments is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("feeds-bench-").FullName;
        try
        {
            Console.WriteLine($"feeds: {Few:N0} and {many:N0} events (goals: seeding a million 20 s, cold start 1500 ms, 250 MB, 60 % of bare Kestrel, p99 x 1.5)");
            var few = await SeedAsync(Path.Combine(folder, "few"), Few);
            var state = Path.Combine(folder, "many");
            await SeedAsync(state, many);
            await using var service = await StartedService.StartAsync("--state", state);
            Console.WriteLine($"  cold start                    {service.ColdStart.TotalMilliseconds,10:N0} ms     {service.Resident / 1e6:N0} MB resident");
            var load = await MiddleAsync(service, folder, many);
            Console.WriteLine($"  p99, many over few            {load.P99 / few.P99,10:F2} x");
            await DownloadAsync(service);
            Console.WriteLine($"  resident memory at the end    {service.Resident / 1e6,10:N0} MB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static async Task<RequestLoad> SeedAsync(string state, int count)
    {
        await using var service = await StartedService.StartAsync("--state", state);
        var watch = Stopwatch.StartNew();
        await new FeedCalls(service).GenerateAsync(count);
        Console.WriteLine($"  seeding {count,12:N0} events   {watch.Elapsed.TotalSeconds,10:F1} s      {count / watch.Elapsed.TotalSeconds:N0} events/s");
        return count == Few ? await MiddleAsync(service, Path.GetDirectoryName(state)!, count) : default;
    }

    private static async Task<RequestLoad> MiddleAsync(StartedService service, string folder, int count)
    {
        var calls = new FeedCalls(service);
        var middle = await calls.MiddleAsync();
        var file = Path.Combine(folder, "page.xml");
        await File.WriteAllBytesAsync(file, await calls.GetAsync(middle));
        await using var kestrel = await BareKestrel.StartAsync(file);
        // By turns, so that what else the machine does meets both.
        RequestLoad[] bare = new RequestLoad[3], own = new RequestLoad[3];
        for (var turn = 0; turn < bare.Length; turn++)
        {
            bare[turn] = await RequestLoad.MeasureAsync(kestrel.Address, kestrel.Id, null, Time / bare.Length);
            own[turn] = await RequestLoad.MeasureAsync(middle, service.Id, await calls.TokenAsync(), Time / bare.Length);
        }
        var (most, rate) = (Median(bare, load => load.PerSecond), Median(own, load => load.PerSecond));
        Say("bare Kestrel, the same page", bare, $"{new FileInfo(file).Length:N0} bytes");
        Say($"page of 25 amid {count:N0}", own, $"{rate / most:P0} of bare Kestrel");
        return new(rate, Median(own, load => load.P99), 0);
    }

    private static void Say(string what, RequestLoad[] loads, string more) => Console.WriteLine(
        $"  {what,-29} {Median(loads, load => load.PerSecond),10:N0} requests/s, p99 {Median(loads, load => load.P99):F2} ms, "
        + $"CPU {Median(loads, load => load.Cpu):N0} µs, {more}");

    private static double Median(RequestLoad[] loads, Func<RequestLoad, double> value) => Built.Median([.. loads.Select(value)]);

    private static async Task DownloadAsync(StartedService service)
    {
        var calls = new FeedCalls(service);
        var pages = await calls.PagesAsync(most: 300);
        foreach (var (name, accept, packed) in new[]
        {
            ("XML", "application/atom+xml", false), ("XML, gzip", "application/atom+xml", true), ("JSON", "application/vnd.rackspace.atom+json", false),
        })
        {
            var (watch, events) = (Stopwatch.StartNew(), 1000.0 * pages.Count);
            var bytes = await calls.DownloadAsync(pages, accept, packed);
            Console.WriteLine($"  pages of 1000, {name,-12}   {events / watch.Elapsed.TotalSeconds,10:N0} events/s   {bytes / watch.Elapsed.TotalSeconds / 1e6:N0} MB/s, one connection");
        }
    }
}

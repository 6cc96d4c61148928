using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;

namespace RaxBackup.Benchmarks;

/// <summary>How many times in a second one address answers 16 callers, how long all but one in a hundred wait, and the server's own µs for each.</summary>
internal readonly record struct RequestLoad(double PerSecond, double P99, double Cpu)
{
    private const int Connections = 16;

    public static async Task<RequestLoad> MeasureAsync(Uri address, int server, string? token, TimeSpan time)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections, UseProxy = false });
        if (token is not null)
            http.DefaultRequestHeaders.Add("X-Auth-Token", token);
        await RunAsync(http, address, time / 3);
        var (watch, before) = (Stopwatch.StartNew(), CpuOf(server));
        var waits = (await RunAsync(http, address, time)).Order().ToList();
        return new(waits.Count / watch.Elapsed.TotalSeconds, waits[(int)(waits.Count * 0.99)], (CpuOf(server) - before).TotalMicroseconds / waits.Count);
    }

    private static TimeSpan CpuOf(int server)
    {
        using var process = Process.GetProcessById(server);
        return process.TotalProcessorTime;
    }

    private static async Task<IEnumerable<double>> RunAsync(HttpClient http, Uri address, TimeSpan time)
    {
        var end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var callers = Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            var waits = new List<double>();
            for (var now = Stopwatch.GetTimestamp(); now < end; now = Stopwatch.GetTimestamp())
            {
                using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
                answer.EnsureSuccessStatusCode();
                await answer.Content.CopyToAsync(Stream.Null);
                waits.Add(Stopwatch.GetElapsedTime(now).TotalMilliseconds);
            }
            return waits;
        }));
        return (await Task.WhenAll(callers)).SelectMany(waits => waits);
    }
}

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace RaxBackup.Benchmarks;

/// <summary>The staged service as a process of its own.</summary>
internal sealed class StartedService : IAsyncDisposable
{
    private readonly Process process;
    private readonly JsonElement ready;

    private StartedService(Process process, JsonElement ready, TimeSpan coldStart) => (this.process, this.ready, ColdStart) = (process, ready, coldStart);

    /// <summary>From the start of the process to its ready line.</summary>
    public TimeSpan ColdStart { get; }

    public int Id => process.Id;

    public string UserName => ready.GetProperty("userName").GetString()!;

    public string IdentityUri => ready.GetProperty("identityUri").GetString()!;

    /// <summary>The key, for a child process that needs it.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["BENCH_KEY"] = ready.GetProperty("apiKey").GetString()! };

    /// <summary>Memory that it holds now (VmRSS), in bytes.</summary>
    public long Resident => long.Parse(File.ReadLines($"/proc/{process.Id}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;

    public static async Task<StartedService> StartAsync(params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        var process = Process.Start(new ProcessStartInfo("dotnet", [Built.Service, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The service ended before it was ready.");
        return new(process, JsonDocument.Parse(line).RootElement, watch.Elapsed);
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}

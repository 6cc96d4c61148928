using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RaxBackup.Benchmarks;

/// <summary>Get-RaxBackupAgent -Detailed for 1,000 agents of a service that takes 50 ms for each, -ThrottleLimit 16, against the ideal 1000/16 x 50 ms.</summary>
internal static class DetailedBenchmark
{
    private const int Agents = 1000;
    private const int Throttle = 16;
    private const int Runs = 5;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (Built.PowerShellOrNull("detailed") is not { } pwsh)
            return 0;
        await using var slow = Slow();
        await slow.StartAsync();
        var root = slow.Urls.Single();
        var script = $$"""
            Import-Module '{{Built.Manifest}}'
            Connect-RaxBackup -UserName bench -ApiKey (ConvertTo-SecureString none -AsPlainText -Force) -IdentityUri {{root}}/v2.0/
            $null = Get-RaxBackupAgent -AgentId 1
            foreach ($run in 1..{{Runs}}) {
                $watch = [Diagnostics.Stopwatch]::StartNew()
                $count = @(Get-RaxBackupAgent -Detailed -ThrottleLimit {{Throttle}}).Count
                if ($count -ne {{Agents}}) { throw "$count agents" }
                $watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
            }
            """;
        var output = await MeasuredProcess.OutputAsync(pwsh, ["-NoProfile", "-NonInteractive", "-c", script]);
        var times = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture)).ToArray();
        var ideal = Latency.TotalMilliseconds * Agents / Throttle;
        Console.WriteLine($"detailed: {Agents} agents at {Latency.TotalMilliseconds} ms, {Throttle} at a time, median of {Runs} (goal: 1.2 x the ideal)");
        Console.WriteLine($"  {Built.Median(times):F0} ms, {Built.Median(times) / ideal:F2} x the ideal {ideal:F0} ms (from {times.Min() / ideal:F2} to {times.Max() / ideal:F2})");
        return 0;
    }

    /// <summary>The least service that a login and agents need; each agent's details take their time.</summary>
    private static WebApplication Slow()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/v2.0/tokens", (HttpRequest request) => Json($$$"""
            {"access":{"token":{"id":"t","expires":"2099-01-01T00:00:00Z","tenant":{"id":"1","name":"1"}},"user":{"id":"1","name":"bench","RAX-AUTH:defaultRegion":"DFW","roles":[]},
            "serviceCatalog":[{"name":"cloudBackup","type":"rax:backup","endpoints":[{"region":"DFW","tenantId":"1","publicURL":"http://{{{request.Host}}}/v1.0/1"}]}]}}
            """));
        app.MapGet("/v1.0/1/user/agents", () => Json("[" + string.Join(",", Enumerable.Range(1, Agents).Select(Agent)) + "]"));
        app.MapGet("/v1.0/1/agent/{id:int}", async (int id) =>
        {
            await Task.Delay(Latency);
            return Json(Agent(id));
        });
        return app;
    }

    private static IResult Json(string text) => Results.Text(text, "application/json");

    private static string Agent(int id) => $$"""{"MachineAgentId":{{id}},"MachineName":"web{{id}}","Status":"Online","BackupVaultSize":"35.3 MB","IsDisabled":false,"TimeOfLastSuccessfulBackup":"/Date(1357817400000)/"}""";
}

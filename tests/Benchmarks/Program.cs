using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Benchmarks;

// One verb, one benchmark, one file; all of them unless told. Numbers are for reading: none is a limit that a run could fail.
var verbs = new Dictionary<string, Func<string[], Task<int>>>
{
    ["import"] = ImportBenchmark.RunAsync,
    ["service"] = ServiceBenchmark.RunAsync,
    ["detailed"] = DetailedBenchmark.RunAsync,
    ["parse"] = ParseBenchmark.RunAsync,
    ["feed-campaign"] = FeedCampaign.RunAsync,
    ["feeds"] = FeedsBenchmark.RunAsync,
    ["kills"] = KillsBenchmark.RunAsync,
    ["usage"] = UsageBenchmark.RunAsync,
    ["vault"] = VaultBenchmark.RunAsync,
    ["vault-encryption"] = EncryptionBenchmark.RunAsync,
};
if (args is [VaultEngineProcess.Verb, .. var job])
    return await VaultEngineProcess.RunAsync(job);
if (args is [BareKestrel.Verb, var file])
    return await BareKestrel.RunAsync(file);
if (args is [BareFeed.Verb])
    return await BareFeed.RunAsync();
if (args is [var verb, .. var rest])
{
    if (verbs.TryGetValue(verb, out var run))
        return await run(rest);
    Console.Error.WriteLine($"Say one of: {string.Join(", ", verbs.Keys)}");
    return 2;
}
var ended = 0;
foreach (var benchmark in verbs.Values)
    ended = Math.Max(ended, await benchmark([]));
return ended;

using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using RaxBackup.Benchmarks;

// One verb, one benchmark, one file. Numbers are for reading: none is a limit that a run could fail.
var verbs = new SortedDictionary<string, Func<string[], Task<int>>>
{
    ["vault"] = VaultBenchmark.RunAsync,
    ["vault-encryption"] = EncryptionBenchmark.RunAsync,
    ["vault-engine"] = VaultEngineProcess.RunAsync,
};

if (args is [var verb, .. var rest] && verbs.TryGetValue(verb, out var run))
{
    return await run(rest);
}
Console.Error.WriteLine($"Say one of: {string.Join(", ", verbs.Keys)}");
return 2;

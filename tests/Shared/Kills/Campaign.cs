using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace RaxBackup.Kills;

/// <summary>
/// Starts a service on a state folder, loads it with writes, kills it at a random moment (some at the start itself), starts it again and
/// checks, so many times. The moments come from a seed; what the service is doing then is the machine's.
/// </summary>
internal sealed class Campaign(string service, string folder, int seed)
{
    private const int LongestLoad = 1200;
    private const int LongestStart = 500;
    private static readonly TimeSpan TimeToSweep = TimeSpan.FromMinutes(1);

    private readonly Random _random = new(seed);
    private readonly Ledger _ledger = new();

    private string State => Path.Combine(folder, "state");

    private string Destinations => Path.Combine(folder, "restored");

    public async Task<CampaignResult> RunAsync(int kills, Action<string>? say = null)
    {
        var tree = new SourceTree(Path.Combine(folder, "source"), new Random(seed));
        _ledger.Tree = tree.Change();
        await KillAtStartAsync();
        var (configuration, check) = await BeginAsync(tree);
        for (var kill = 2; kill <= kills; kill++)
        {
            if (_random.Next(6) == 0)
            {
                await KillAtStartAsync();
            }
            else
            {
                await KillUnderLoadAsync(check, tree, configuration);
            }

            if (kill % 10 == 0)
            {
                say?.Invoke($"  {kill} kills, {_ledger.Acknowledged} acknowledged writes, {check.Lost.Count} lost, {check.Half.Count} half");
            }
        }

        var (packs, left) = await EndAsync(check, tree, configuration);
        return new(kills, _ledger.Acknowledged, check.Restored, check.Lost, check.Half, packs, left);
    }

    private async Task<(long Configuration, Check Check)> BeginAsync(SourceTree tree)
    {
        using var first = KilledService.Start(service, State);
        await first.ReadyAsync();
        _ledger.UseServiceNet.CanBe(await first.UseServiceNetAsync());
        const string name = "main";
        _ledger.AskedNames[name] = true;
        var id = await first.CreateConfigurationAsync(name, tree.Folder);
        _ledger.Configurations[id] = new Known(name);
        _ledger.Acknowledge();
        first.Kill();
        return (id, new Check(_ledger, State, tree.Folder, Destinations, id));
    }

    private async Task KillAtStartAsync()
    {
        using var started = KilledService.Start(service, State);
        await Task.Delay(_random.Next(LongestStart));
        started.Kill();
    }

    private async Task KillUnderLoadAsync(Check check, SourceTree tree, long configuration)
    {
        using var running = KilledService.Start(service, State);
        await running.ReadyAsync();
        await check.RunAsync(running);
        var load = new Load(running, _ledger, tree, Destinations, configuration, new Random(_random.Next())).RunAsync();
        var moment = Task.Delay(_random.Next(LongestLoad));
        if (await Task.WhenAny(load, moment) == load)
        {
            await load;
            throw new InvalidOperationException("The service ended by itself.");
        }

        running.Kill();
        await load;
    }

    // All once more, and a whole backup, after which nothing that a kill left may be in the vault.
    private async Task<(int Packs, bool IsSwept)> EndAsync(Check check, SourceTree tree, long configuration)
    {
        using var last = KilledService.Start(service, State);
        await last.ReadyAsync();
        await check.RunAsync(last, all: true);
        tree.Change();
        await last.BackupEndAsync(await last.StartBackupAsync(configuration));
        var watch = Stopwatch.StartNew();
        while (File.Exists(Path.Combine(State, "vault", "unswept")) && watch.Elapsed < TimeToSweep)
        {
            await Task.Delay(20);
        }

        var isSwept = !File.Exists(Path.Combine(State, "vault", "unswept"));
        await last.StopAsync();
        return (Directory.GetFiles(Path.Combine(State, "vault", "packs")).Length, isSwept);
    }
}

/// <summary>What a campaign found.</summary>
internal sealed record CampaignResult(
    int Kills, int Acknowledged, int BackupsRestored, IReadOnlyList<string> Lost, IReadOnlyList<string> Half, int Packs, bool IsSwept)
{
    public bool IsGood => Lost.Count == 0 && Half.Count == 0 && IsSwept;

    public override string ToString() => string.Join(Environment.NewLine,
    [
        $"{Kills} kills, {Acknowledged:N0} acknowledged writes checked, {Lost.Count} lost, {Half.Count} half; "
            + $"{BackupsRestored} backups restored and compared; vault of {Packs} packs {(IsSwept ? "swept" : "NOT swept")}",
        .. Lost.Take(10).Select(what => $"  lost: {what}"), .. Half.Take(10).Select(what => $"  half: {what}"),
    ]);
}

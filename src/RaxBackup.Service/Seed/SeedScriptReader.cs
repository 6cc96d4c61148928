using System;
using System.Collections.Generic;
using System.Linq;
using RaxBackup.Service.Simulation;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Seed;

/// <summary>Reads how agents behave, and how runs go.</summary>
internal static class SeedScriptReader
{
    public static readonly string[] Script = ["presence", "wakeSec", "awakeSec", "onlineSec", "offlineSec", "backups", "restores"];
    public static readonly string[] Run = ["outcome", "durationSec", "files", "bytes", "weight", "reason", "errors"];
    public static readonly string[] Error = ["path", "message", "code"];

    private const int MostSeconds = 30 * 24 * 60 * 60;
    private const long MostBytes = 1L << 50;
    private const long MostFiles = 1_000_000_000;
    private const int MostErrors = 10_000;

    private static readonly JobState[] OfRestores = [JobState.Completed, JobState.CompletedWithErrors, JobState.Failed];
    private static readonly JobState[] OfBackups = [.. OfRestores, JobState.Skipped, JobState.Missed];

    public static AgentScript Read(SeedNode node)
    {
        node.With(Script);
        var plain = new AgentScript();
        var script = plain with
        {
            Presence = node.Find("presence")?.Word<Presence>() ?? Presence.Online,
            WakeSec = Seconds(node, "wakeSec", 0) ?? plain.WakeSec,
            AwakeSec = Seconds(node, "awakeSec", 1) ?? plain.AwakeSec,
            OnlineSec = Seconds(node, "onlineSec", 1) ?? plain.OnlineSec,
            OfflineSec = Seconds(node, "offlineSec", 1) ?? plain.OfflineSec,
            Backups = Runs(node, "backups", isBackup: true),
            Restores = Runs(node, "restores", isBackup: false),
        };
        RequirePresence(node, script.Presence, Presence.UntilWoken, "wakeSec", "awakeSec");
        RequirePresence(node, script.Presence, Presence.Flapping, "onlineSec", "offlineSec");
        return script;
    }

    /// <summary>How one run goes; <paramref name="more"/> are members that the place adds.</summary>
    public static RunScript ReadRun(SeedNode node, bool isBackup, params string[] more)
    {
        node.With([.. Run, .. more]);
        var plain = isBackup ? AgentScript.PlainBackup : new RunScript();
        var run = plain with
        {
            Outcome = node.Find("outcome")?.Word(isBackup ? OfBackups : OfRestores) ?? JobState.Completed,
            DurationSec = ReadRange(node, "durationSec", MostSeconds) ?? plain.DurationSec,
            Files = ReadRange(node, "files", MostFiles) ?? plain.Files,
            Bytes = ReadRange(node, "bytes", MostBytes) ?? plain.Bytes,
            Weight = (int)(node.Find("weight")?.Whole(1, 1_000_000) ?? 0),
            Reason = node.Find("reason")?.Text(),
            Errors = [.. (node.Find("errors")?.List() ?? []).Select(ReadError)],
        };
        return run.Errors.Count > MostErrors ? throw node.Find("errors")!.Wrong($"a list of at most {MostErrors} errors")
            : run.Errors.Count > 0 && run.Outcome is not (JobState.CompletedWithErrors or JobState.Failed)
                ? throw new SeedException(node.Path + ".errors", $"a run that is {run.Outcome} has no errors.")
                : run;
    }

    private static IReadOnlyList<RunScript> Runs(SeedNode node, string name, bool isBackup)
    {
        var runs = (node.Find(name)?.List() ?? []).Select(run => ReadRun(run, isBackup)).ToList();
        return runs.Any(run => run.Weight > 0) && runs.FindIndex(run => run.Weight == 0) is >= 0 and var first
            ? throw new SeedException($"{node.Path}.{name}[{first}].weight", "either all runs of a list have a weight, or none.")
            : runs;
    }

    private static ScriptedError ReadError(SeedNode node)
    {
        node.With(Error);
        return new ScriptedError(
            node.Needed("path", "a path").Text(), node.Needed("message", "a text").Text(), (int)(node.Find("code")?.Whole(int.MinValue, int.MaxValue) ?? 0));
    }

    // Either a number, or the least and the most of it.
    private static Simulation.Range? ReadRange(SeedNode node, string name, long most)
    {
        if (node.Find(name) is not { } range)
        {
            return null;
        }

        if (!range.IsList)
        {
            return range.Whole(0, most) is var value ? new(value, value) : null;
        }

        return range.List() is [var from, var to] && from.Whole(0, most) is var least && to.Whole(least, most) is var greatest
            ? new(least, greatest)
            : throw range.Wrong("a number, or a list of the least and the most");
    }

    private static int? Seconds(SeedNode node, string name, int least) => (int?)node.Find(name)?.Whole(least, MostSeconds);

    private static void RequirePresence(SeedNode node, Presence presence, Presence needed, params string[] names)
    {
        if (presence != needed && names.FirstOrDefault(name => node.Find(name) != null) is { } idle)
        {
            throw new SeedException($"{node.Path}.{idle}", $"it goes with the presence {needed}, not with {presence}.");
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Simulation;

/// <summary>One run as it comes out: the script's choice and its numbers drawn. The same run of the same agent always comes out the same.</summary>
internal sealed record ScriptedRun(RunScript Script, TimeSpan Duration, long Files, long Bytes)
{
    public const string NothingRead = "The agent is simulated: no file was read.";
    public const string NothingWritten = "The agent is simulated: no file was written.";

    /// <summary>Whether there is something to restore, and something to bill.</summary>
    public bool IsRestorable => Script.Outcome.IsRestorable();

    /// <summary>The run of a number in an agent's script; where the list is empty, <paramref name="plain"/>.</summary>
    public static ScriptedRun Draw(IReadOnlyList<RunScript> runs, RunScript plain, long number, Random random)
    {
        var weight = runs.Sum(run => run.Weight);
        return Of(runs.Count == 0 ? plain : weight == 0 ? runs[(int)(number % runs.Count)] : Weighted(runs, random.Next(weight)), random);
    }

    /// <summary>A run with its numbers drawn.</summary>
    public static ScriptedRun Of(RunScript run, Random random) => run.IsRun
        ? new ScriptedRun(
            run, TimeSpan.FromSeconds(random.From(run.DurationSec)), run.Files is { } files ? random.From(files) : -1,
            run.Bytes is { } bytes ? random.From(bytes) : -1)
        : new ScriptedRun(run, TimeSpan.Zero, 0, 0);

    /// <summary>How a backup ends by it; <paramref name="path"/> is what an error is about that the script does not tell.</summary>
    public JobEnd BackupEnd(string path) => End(path, NothingRead) with
    {
        Figures = IsRestorable ? new BackupFigures(Files, Bytes, Files, Bytes, Bytes) : null,
    };

    /// <summary>How a restore ends by it; where the script has no numbers they are the backup's.</summary>
    public JobEnd RestoreEnd(string path, long files, long bytes) => End(path, NothingWritten) with
    {
        Figures = IsRestorable ? RestoreFigures(files, bytes) : null,
    };

    /// <summary>What a restore has done.</summary>
    public RestoreFigures RestoreFigures(long files, long bytes) => new(Files < 0 ? files : Files, Bytes < 0 ? bytes : Bytes, 0);

    private JobEnd End(string path, string note) => new(Script.Outcome, Script.Reason ?? ReasonOf(Script.Outcome), note)
    {
        Errors = [.. Errors(path).Select(error => new ReportError
        {
            ExceptionDesc = error.Message,
            ExceptionDetails = $"Error Code({error.Code}): {error.Path}: {error.Message}",
            ExceptionCode = error.Code,
            Path = error.Path,
        })],
    };

    private IReadOnlyList<ScriptedError> Errors(string path) =>
        Script.Errors.Count > 0 || Script.Outcome is not (JobState.CompletedWithErrors or JobState.Failed)
            ? Script.Errors
            : [new ScriptedError(path, Script.Outcome == JobState.Failed ? "The script says that it fails." : "Permission denied", 13)];

    private static string ReasonOf(JobState outcome) => outcome switch
    {
        JobState.Completed => "Success",
        JobState.CompletedWithErrors => "UnableToProcessSomeFiles",
        _ => outcome.ToString(),
    };

    private static RunScript Weighted(IReadOnlyList<RunScript> runs, int at)
    {
        foreach (var run in runs)
        {
            if ((at -= run.Weight) < 0)
            {
                return run;
            }
        }

        return runs[^1];
    }
}

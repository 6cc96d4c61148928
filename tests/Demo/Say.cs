using System;
using RaxBackup.Client;

namespace RaxBackup.Demo;

/// <summary>What the demo writes.</summary>
internal static class Say
{
    public static void Step(string text) => Console.WriteLine($"\n== {text}");

    public static void Facts(params (string Name, object? Value)[] facts)
    {
        foreach (var (name, value) in facts)
            Console.WriteLine($"  {name,-18}{value}");
    }

    public static void Facts(BackupReport report)
    {
        Facts(
            ("State", report.State), ("Duration", report.Duration), ("Files searched", report.FilesSearched), ("Bytes searched", report.BytesSearchedText),
            ("Files backed up", report.FilesBackedUp), ("Bytes backed up", report.BytesBackedUpText), ("Errors", report.NumErrors));
        Errors(report.ErrorList);
    }

    public static void Facts(RestoreReport report)
    {
        Facts(
            ("State", report.State), ("Duration", report.Duration), ("Files restored", report.NumFilesRestored),
            ("Bytes restored", report.NumBytesRestoredText), ("Errors", report.NumErrors));
        Errors(report.ErrorList);
    }

    private static void Errors(ReportError[] errors)
    {
        foreach (var error in errors)
            Console.WriteLine($"  ! {error}");
    }
}

/// <summary>A running job on one line of the terminal, written anew as it goes; where nobody watches a terminal, nothing.</summary>
internal sealed class ProgressLine
{
    public void Tell(Notice notice)
    {
        if (notice.Kind == NoticeKind.Warning)
            Console.WriteLine($"warning: {notice.Text}");
        if (notice.Job is { } job && !Console.IsOutputRedirected)
            Console.Write(job.Ended ? "\r\u001b[K" : $"\r\u001b[K{job.Activity}: {job.Status} {job.Percent}% {job.Elapsed:mm\\:ss}");
    }
}

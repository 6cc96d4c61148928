using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace RaxBackup.Client.Usage.Export;

/// <summary>Usage in lines, in one file or in a folder for each day.</summary>
internal sealed class LineExport : IUsageExport
{
    /// <summary>So many files are open, and so many events are remembered, at a time; those used longest ago are closed first.</summary>
    private const int MostOpen = 16, MostHeld = 4_000_000;

    private readonly ExportOptions options;
    private readonly ILines lines;
    private readonly Dictionary<DateTime, LineFile> files = [];
    private readonly List<LineFile> open = [];
    private readonly StringBuilder scratch = new();
    private readonly FileStream? turn;
    private string current;

    public LineExport(ExportOptions options, ILines lines)
    {
        (this.options, this.lines, current) = (options, lines, options.Path);
        if (options.Partitioned && File.Exists(options.Path))
            throw Failure.About(options.Path, FailureKind.InvalidArgument, nameof(Text.PathIsFile), options.Path);
        try
        {
            turn = Guarded(TakeTurn);
            if (!options.Partitioned)
                Guarded(() => Use(default));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public Unmeasured Unmeasured => lines.Unmeasured;

    public void Add(UsageEvent usage)
    {
        scratch.Clear();
        lines.Write(usage, scratch);
        if (scratch.Length == 0)
            return;
        try
        {
            var file = Use(options.Partitioned ? DayOf(usage) : default);
            if (!file.Holds(usage))
                file.Write(scratch);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(cause);
        }
    }

    public void Commit()
    {
        if (!options.Append)
            throw options.CommitRefused();
        ForAll(file => file.Commit());
    }

    public IReadOnlyList<string> Complete()
    {
        ForAll(file => file.Complete());
        return [.. files.Values.Select(file => file.Path).OrderBy(path => path, StringComparer.Ordinal)];
    }

    public void Dispose()
    {
        foreach (var file in files.Values)
            file.Dispose();
        turn?.Dispose();
    }

    /// <summary>Two runs that add to the same files would write over one another: the second is refused. A killed one leaves nothing locked.</summary>
    private FileStream? TakeTurn()
    {
        Directory.CreateDirectory(options.Partitioned ? options.Path : Path.GetDirectoryName(options.Path)!);
        if (!options.Append || Directory.Exists(options.Path) != options.Partitioned)
            return null;
        var path = options.Partitioned ? Path.Combine(options.Path, ".lock") : options.Path + ".lock";
        return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
    }

    /// <summary>The day on which it began, by which a year from now people look for it; it never changes, so that what comes twice meets itself.</summary>
    private static DateTime DayOf(UsageEvent usage) => UsageSpan.BookedAt(usage)?.UtcDateTime.Date ?? DateTime.MaxValue;

    private LineFile Use(DateTime day)
    {
        if (open.Count > 0 && files.TryGetValue(day, out var last) && ReferenceEquals(open[open.Count - 1], last))
            return last;
        current = PathOf(day);
        if (!files.TryGetValue(day, out var file))
            files[day] = file = Opened(current);
        else if (!file.IsOpen)
            file.Open();
        open.Remove(file);
        open.Add(file);
        while (open.Count > 1 && (open.Count > MostOpen || open.Sum(one => one.Held) > MostHeld))
        {
            open[0].Close();
            open.RemoveAt(0);
        }
        return file;
    }

    private LineFile Opened(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return options.Append ? new AppendedFile(path, lines) : new NewFile(path, lines.Header, options.Overwrite);
    }

    /// <summary>Folders as Hive, Spark and DuckDB know them, also for what has no day.</summary>
    private string PathOf(DateTime day) => !options.Partitioned ? options.Path : Path.Combine(
        options.Path,
        "date=" + (day == DateTime.MaxValue ? "__HIVE_DEFAULT_PARTITION__" : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        "usage" + lines.Extension);

    private void ForAll(Action<LineFile> act) => Guarded(() =>
    {
        foreach (var file in files.Values)
        {
            current = file.Path;
            act(file);
        }
        return true;
    });

    private T Guarded<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(cause);
        }
    }

    private RaxBackupException NotWritable(Exception cause)
    {
        var failure = Failure.Of(FailureKind.InvalidArgument, nameof(Text.FileNotWritable), cause, current, cause.Message);
        failure.Target = current;
        return failure;
    }
}

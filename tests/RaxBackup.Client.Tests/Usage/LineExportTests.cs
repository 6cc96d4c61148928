using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Client.Usage.Export;
using Xunit;

namespace RaxBackup.Client.Tests.Usage;

/// <summary>Files that are whole at any end of a run, and days that have folders of their own.</summary>
public sealed class LineExportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(UsageFormat.Csv, 3)]
    [InlineData(UsageFormat.Jsonl, 2)]
    public void A_new_file_appears_at_the_end_and_replaces_the_old(UsageFormat format, int lines)
    {
        File.WriteAllText(folder["a/u"].EnsureFolder(), "old");
        using (var export = Open("a/u", format))
        {
            export.Add(Event(1));
            export.Add(Event(2));
            Assert.Equal("old", File.ReadAllText(folder["a/u"]));
            Assert.Equal([folder["a/u"]], export.Complete());
        }
        Assert.Equal(lines, File.ReadAllLines(folder["a/u"]).Length);
        Assert.Equal(["a/u"], folder.Files);
        Assert.NotEqual(0xEF, File.ReadAllBytes(folder["a/u"])[0]);
    }

    [Fact]
    public void What_does_not_come_to_its_end_leaves_what_was_there()
    {
        File.WriteAllText(folder["u"], "old");
        using (var export = Open("u", UsageFormat.Csv))
            export.Add(Event(1));
        using (var export = Open("new", UsageFormat.Csv))
            export.Add(Event(1));
        using (var export = Open("lake", UsageFormat.Csv, partitioned: true))
            export.Add(Event(1));
        Assert.Equal(["u"], folder.Files);
        Assert.Equal("old", File.ReadAllText(folder["u"]));
    }

    [Fact]
    public void Without_leave_nothing_is_replaced()
    {
        File.WriteAllText(folder["u"], "old");
        Assert.Equal("UsageFileExists", Assert.Throws<RaxBackupException>(() => UsageExports.Open(new(folder["u"], UsageFormat.Csv) { Overwrite = false })).ErrorId);
        using var export = UsageExports.Open(new(folder["late"], UsageFormat.Csv) { Overwrite = false });
        File.WriteAllText(folder["late"], "meanwhile");
        Assert.Equal("UsageFileExists", Assert.Throws<RaxBackupException>(() => export.Complete()).ErrorId);
        Assert.Equal("meanwhile", File.ReadAllText(folder["late"]));
    }

    [Fact]
    public void Nothing_makes_an_empty_file_with_its_columns()
    {
        foreach (var append in new[] { false, true })
        {
            using var export = Open($"{append}", UsageFormat.Csv, append);
            export.Complete();
            export.Dispose();
            Assert.Equal(new CsvLines().Header, File.ReadAllText(folder[$"{append}"]));
        }
    }

    [Fact]
    public void Each_day_has_its_folder_by_the_time_of_the_event()
    {
        Write("lake", append: false, Event(1, "2026-03-01T23:59:59Z"), Event(2, "2026-03-02T01:00:00+02:00"), Event(3, "2026-03-02T00:00:00Z"), new UsageEvent { EventId = "none" });
        Assert.Equal(["lake/date=2026-03-01/usage.jsonl", "lake/date=2026-03-02/usage.jsonl", "lake/date=__HIVE_DEFAULT_PARTITION__/usage.jsonl"], folder.Files);
        Assert.Equal(["1", "2"], Ids("lake/date=2026-03-01/usage.jsonl"));
    }

    [Fact]
    public void What_a_file_holds_is_not_added_again()
    {
        Write("lake", append: true, Event(1), Event(2), Event(1));
        Write("lake", append: true, Event(2), Event(3), Event(3));
        Assert.Equal(["1", "2", "3"], Ids("lake/date=2026-03-02/usage.jsonl"));
        Assert.Equal(["lake/date=2026-03-02/usage.jsonl"], folder.Files);
    }

    [Fact]
    public void The_same_id_in_another_feed_is_another_event()
    {
        var other = Event(1);
        other.Service = UsageService.Files;
        Write("lake", append: true, Event(1), other, new UsageEvent { StartTime = Event(1).StartTime }, new UsageEvent { StartTime = Event(1).StartTime });
        Assert.Equal(4, File.ReadAllLines(folder["lake/date=2026-03-02/usage.jsonl"]).Length);
    }

    [Fact]
    public void An_id_that_is_no_UUID_is_held_too()
    {
        var odd = Event(1);
        odd.EventId = "tag:rackspace,2026:x";
        Write("lake", append: true, odd);
        Write("lake", append: true, odd, Event(1));
        Assert.Equal(2, File.ReadAllLines(folder["lake/date=2026-03-02/usage.jsonl"]).Length);
    }

    [Fact]
    public void More_days_than_files_that_are_open_at_a_time()
    {
        var days = Enumerable.Range(0, 40).Select(day => Event(day, $"2026-03-{1 + (day % 20):00}T00:00:00Z")).ToArray();
        Write("lake", append: true, days);
        Write("lake", append: true, [.. days, Event(99)]);
        Assert.Equal(20, folder.Files.Length);
        Assert.Equal(41, folder.Files.Sum(file => File.ReadAllLines(folder[file]).Length));
        Write("csv", append: false, days);
        Assert.All(folder.Files.Where(file => file.StartsWith("csv", StringComparison.Ordinal)), file => Assert.Equal(2, File.ReadAllLines(folder[file]).Length));
        using (var export = Open("lake", UsageFormat.Jsonl, append: true, partitioned: true))
        {
            foreach (var day in days.Select((day, i) => Event(1000 + i, day.StartTime!.Value.ToString("O"))))
                export.Add(day);
        }
        Assert.Equal(41, folder.Files.Where(file => file.StartsWith("lake", StringComparison.Ordinal)).Sum(file => File.ReadAllLines(folder[file]).Length));
    }

    [Theory]
    [InlineData(false, "UsageFormat.Jsonl")]
    [InlineData(true, "file")]
    public void A_folder_is_no_file_and_a_file_no_folder(bool partitioned, string name)
    {
        if (partitioned)
            File.WriteAllText(folder[name], "mine");
        else
            Directory.CreateDirectory(folder[name]);
        foreach (var append in new[] { true, false })
        {
            var failure = Assert.Throws<RaxBackupException>(() => Open(name, UsageFormat.Jsonl, append, partitioned));
            Assert.Equal(partitioned ? "PathIsFile" : "PathIsFolder", failure.ErrorId);
        }
        Assert.Equal(partitioned ? [name] : [], folder.Files);
    }

    [Fact]
    public void A_path_that_cannot_be_is_told()
    {
        File.WriteAllText(folder["file"], "mine");
        var failure = Assert.Throws<RaxBackupException>(() => Open("file/below", UsageFormat.Jsonl));
        Assert.Equal(("FileNotWritable", (object)folder["file/below"]), (failure.ErrorId, failure.Target!));
    }

    private static UsageEvent Event(int id, string start = "2026-03-02T05:00:00Z")
    {
        var usage = UsageEvents.Of(new BackupStorage { Storage = (ulong)id }, start, start);
        usage.EventId = $"8d89673c-c989-11e1-895a-{id:d12}";
        usage.Service = UsageService.Backup;
        return usage;
    }

    private IUsageExport Open(string name, UsageFormat format, bool append = false, bool partitioned = false) =>
        UsageExports.Open(new(folder[name], format) { Append = append, Partitioned = partitioned });

    private void Write(string name, bool append, params UsageEvent[] events)
    {
        using var export = Open(name, UsageFormat.Jsonl, append, partitioned: true);
        foreach (var usage in events)
            export.Add(usage);
        export.Complete();
    }

    private IEnumerable<string> Ids(string file) =>
        File.ReadAllLines(folder[file]).Select(line => JsonlReader.ReadOrNull(line)!.EventId!.Split('-')[^1].TrimStart('0'));
}

file static class Folders
{
    public static string EnsureFolder(this string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}

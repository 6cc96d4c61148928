using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Client.Usage.Export;
using Xunit;

namespace RaxBackup.Client.Tests.Usage;

/// <summary>-Append: durable at each commit, taken back where it fails, mended where the last run was killed.</summary>
public sealed class AppendTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Path => folder["u"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(UsageFormat.Csv)]
    [InlineData(UsageFormat.Jsonl)]
    public void What_was_committed_stays_and_the_rest_is_taken_back(UsageFormat format)
    {
        Append(format, Event(1));
        var before = File.ReadAllText(Path);
        using (var export = Open(format))
            export.Add(Event(2));
        Assert.Equal(before, File.ReadAllText(Path));
        using (var export = Open(format))
        {
            export.Add(Event(2));
            export.Commit();
            Assert.StartsWith(before, File.ReadAllText(Path));
            before = File.ReadAllText(Path);
            Assert.EndsWith("\n", before);
            export.Add(Event(3));
            for (var i = 10; i < 2000; i++)
                export.Add(Event(i));
            Assert.NotEqual(before.Length, new FileInfo(Path).Length);
        }
        Assert.Equal(before, File.ReadAllText(Path));
        Assert.Equal(["u"], folder.Files);
    }

    [Theory]
    [InlineData(UsageFormat.Csv)]
    [InlineData(UsageFormat.Jsonl)]
    public void A_file_that_only_a_failed_run_made_is_gone(UsageFormat format)
    {
        using (var export = Open(format))
            export.Add(Event(1));
        Assert.Empty(folder.Files);
    }

    [Fact]
    public void Only_what_is_appended_can_be_committed()
    {
        using var export = UsageExports.Open(new(Path, UsageFormat.Jsonl));
        var failure = Assert.Throws<RaxBackupException>(export.Commit);
        Assert.Equal(("CheckpointNeedsAppend", FailureKind.InvalidArgument), (failure.ErrorId, failure.Kind));
    }

    [Fact]
    public void Two_runs_do_not_write_to_the_same_files()
    {
        using (Open(UsageFormat.Jsonl))
            Assert.Equal("FileNotWritable", Assert.Throws<RaxBackupException>(() => Open(UsageFormat.Jsonl)).ErrorId);
        Append(UsageFormat.Jsonl, Event(1));
        Assert.Equal(["u"], folder.Files);
    }

    [Fact]
    public void A_file_may_be_read_while_it_is_added_to()
    {
        using var export = Open(UsageFormat.Jsonl);
        export.Add(Event(1));
        export.Commit();
        using var reader = new StreamReader(new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.NotNull(JsonlReader.ReadOrNull(reader.ReadLine()!));
    }

    /// <summary>A kill leaves any beginning of what was to be written: the next run has every event once.</summary>
    [Theory]
    [InlineData(UsageFormat.Jsonl)]
    [InlineData(UsageFormat.Csv)]
    public void Whatever_a_killed_run_left_the_next_mends(UsageFormat format)
    {
        var events = Awkward.Select((text, i) => Event(i, text)).ToArray();
        Append(format, events);
        var whole = File.ReadAllBytes(Path);
        // Each place, but of the header and what else is alike only some.
        for (var length = 0; length <= whole.Length; length += length < whole.Length / 2 ? 3 : 1)
        {
            File.WriteAllBytes(Path, whole[..length]);
            var complete = Rows(format, whole[..length]);
            Append(format, format == UsageFormat.Jsonl ? events : events[complete..]);
            Assert.Equal(whole.Length, new FileInfo(Path).Length);
            Assert.Equal(whole, File.ReadAllBytes(Path));
        }
    }

    [Fact]
    public void A_last_line_that_lacks_but_its_end_is_kept()
    {
        foreach (var format in new[] { UsageFormat.Csv, UsageFormat.Jsonl })
        {
            File.Delete(Path);
            Append(format, Event(1));
            File.WriteAllText(Path, File.ReadAllText(Path).TrimEnd('\r', '\n'));
            Append(format, Event(2));
            Assert.Equal(format == UsageFormat.Csv ? 3 : 2, File.ReadAllLines(Path).Length);
        }
    }

    [Theory]
    [InlineData("Name,Value\r\na,1\r\n")]
    [InlineData("EventId\r\n")]
    [InlineData("x")]
    public void A_file_of_other_columns_is_left_alone(string content)
    {
        File.WriteAllText(Path, content);
        Assert.Equal("ColumnsDiffer", Assert.Throws<RaxBackupException>(() => Open(UsageFormat.Csv)).ErrorId);
        Assert.Equal(content, File.ReadAllText(Path));
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm()
    {
        foreach (var format in new[] { UsageFormat.Csv, UsageFormat.Jsonl })
        {
            File.Delete(Path);
            Append(format, Event(1));
            File.WriteAllText(Path, File.ReadAllText(Path), new UTF8Encoding(true));
            Append(format, format == UsageFormat.Jsonl ? [Event(1), Event(2)] : [Event(2)]);
            Assert.Equal(format == UsageFormat.Csv ? 3 : 2, File.ReadAllLines(Path).Length);
        }
    }

    [Fact]
    public void Lines_of_others_are_passed_over()
    {
        File.WriteAllText(Path, "\n{\"EventId\":\"a\"}\nno json\n{\"a\":1}\n");
        Append(UsageFormat.Jsonl, Event(1));
        Assert.Equal(5, File.ReadAllLines(Path).Length);
    }

    /// <summary>A reader that repeats what it cannot know was taken, and a store that is killed anywhere, hold every event once.</summary>
    [Property(MaxTest = 100, Replay = Chance.Seed)]
    public Property Killed_at_any_moment_every_event_is_held_once() => Prop.ForAll(
        (from kills in Gen.Choose(0, 1000).ListOf(8) from count in Gen.Choose(1, 60) from page in Gen.Choose(1, 9) select (kills, count, page)).ToArbitrary(),
        one =>
        {
            var place = new TemporaryFolder();
            var events = Enumerable.Range(0, one.count).Select(i => Event(i, start: $"2026-03-{1 + (i / 7 % 3):00}T00:00:00Z")).ToList();
            var checkpoint = 0;
            foreach (var kill in one.kills.Append(-1))
            {
                using var export = UsageExports.Open(new(place["lake"], UsageFormat.Jsonl) { Append = true, Partitioned = true });
                var left = kill < 0 ? int.MaxValue : kill % (one.count + 1);
                var at = checkpoint;
                for (; at < events.Count && left-- > 0; at++)
                {
                    export.Add(events[at]);
                    if ((at + 1) % one.page != 0)
                        continue;
                    export.Commit();
                    // Killed between the commit and the checkpoint: one page comes again.
                    if (left > 0 || kill % 3 > 0)
                        checkpoint = at + 1;
                }
                if (kill < 0)
                    export.Complete();
                else
                    place = AsKilled(place, at < events.Count ? events[at] : null, kill);
            }
            var held = place.Files.SelectMany(file => File.ReadAllLines(place[file])).Select(line => JsonlReader.ReadOrNull(line)!.EventId).ToList();
            place.Dispose();
            Assert.Equal(events.Select(usage => usage.EventId).Order(), held.Order());
        });

    /// <summary>The files as they are on disk at this moment, and the beginning of the line that was about to be written.</summary>
    private static TemporaryFolder AsKilled(TemporaryFolder place, UsageEvent? next, int kill)
    {
        var line = new StringBuilder();
        new JsonlLines().Write(next ?? new(), line);
        var left = new TemporaryFolder();
        foreach (var file in place.Files.Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(left[file])!);
            File.Copy(place[file], left[file]);
            if (next is not null && file.Contains(next.StartTime!.Value.ToString("yyyy-MM-dd"), StringComparison.Ordinal))
                File.AppendAllText(left[file], line.ToString(0, kill % line.Length));
        }
        place.Dispose();
        return left;
    }

    private static readonly string[] Awkward = ["a,b", "say \"hi\"", "ü\r\n,\"", ""];

    /// <summary>Rows that are whole, by reading as RFC 4180 has it.</summary>
    private static int Rows(UsageFormat format, byte[] content)
    {
        if (format == UsageFormat.Jsonl)
            return 0;
        var (rows, isQuoted, fields) = (0, false, 1);
        foreach (var one in content)
        {
            isQuoted ^= one == '"';
            fields += one == ',' && !isQuoted ? 1 : 0;
            if (one == '\n' && !isQuoted)
                (rows, fields) = (rows + 1, 1);
        }
        // The last column is empty here: a row with all its commas lacks but its end.
        var isWhole = !isQuoted && fields == new CsvLines().Header.Split(',').Length;
        return Math.Max(0, rows + (isWhole ? 1 : 0) - 1);
    }

    private static UsageEvent Event(int id, string? name = null, string start = "2026-03-02T05:00:00Z")
    {
        var usage = UsageEvents.Of(new BackupStorage { Storage = (ulong)id }, start, start);
        (usage.EventId, usage.ResourceName) = ($"8d89673c-c989-11e1-895a-{id:d12}", name);
        return usage;
    }

    private IUsageExport Open(UsageFormat format) => UsageExports.Open(new(Path, format) { Append = true });

    private void Append(UsageFormat format, params UsageEvent[] events)
    {
        using var export = Open(format);
        foreach (var usage in events)
            export.Add(usage);
        export.Complete();
    }
}

using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RaxBackup.Client.Feeds;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Client.Usage.Export;
using Xunit;

namespace RaxBackup.Client.Tests.Usage;

/// <summary>What Export-RaxUsage wrote as JSON Lines, read back by Import-RaxUsageEvent.</summary>
public sealed class JsonlFileTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Property(MaxTest = 100, Replay = Chance.Seed)]
    public Property What_was_written_is_read_back() => Prop.ForAll(UsageEvents.Any.NonEmptyListOf().ToArbitrary(), events =>
    {
        var lines = Lines([.. events]);
        File.WriteAllText(file, lines);
        Assert.Equal(lines, Lines([.. ArchivedFeed.Read(file, null)]));
    });

    [Fact]
    public void It_may_be_packed_and_its_lines_may_end_as_on_Windows()
    {
        var lines = Lines(Few(3));
        using (var packed = new GZipStream(File.Create(file), CompressionMode.Compress))
            packed.Write(Encoding.UTF8.GetBytes(lines.Replace("\n", "\r\n") + "\r\n"));
        Assert.Equal(lines, Lines([.. ArchivedFeed.Read(file, null)]));
    }

    [Fact]
    public void The_service_may_be_said()
    {
        File.WriteAllText(file, Lines(Few(2)));
        Assert.All(ArchivedFeed.Read(file, UsageService.Files), usage => Assert.Equal(UsageService.Files, usage.Service));
    }

    [Theory]
    [InlineData("{\"EventId\":\"3\",\"Serv")]
    [InlineData("<feed/>")]
    [InlineData("{}")]
    public void A_line_that_is_none_is_named_and_those_before_it_are_read(string line)
    {
        File.WriteAllText(file, Lines(Few(2)) + line);
        using var events = ArchivedFeed.Read(file, null).GetEnumerator();
        Assert.True(events.MoveNext() && events.MoveNext());
        var failure = Assert.Throws<RaxBackupException>(() => events.MoveNext());
        Assert.Equal("UsageFileInvalid", failure.ErrorId);
        Assert.Contains("line 3 is no event", failure.Message);
    }

    [Fact]
    public void A_line_without_an_end_is_not_read_into_memory()
    {
        File.WriteAllText(file, "{\"EventId\":\"" + new string('x', 9_000_000));
        Assert.Contains("longer than", Assert.Throws<RaxBackupException>(() => ArchivedFeed.Read(file, null).Count()).Message);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_an_error_of_the_file()
    {
        File.WriteAllBytes(file, [.. Encoding.UTF8.GetBytes("{\"EventId\":\""), 0xFF, 0xFE, (byte)'\n']);
        Assert.Equal("UsageFileInvalid", Assert.Throws<RaxBackupException>(() => ArchivedFeed.Read(file, null).Count()).ErrorId);
    }

    private static UsageEvent[] Few(int count) =>
        [.. Enumerable.Range(1, count).Select(n => new UsageEvent { Id = $"urn:uuid:{n}", EventId = $"{n}", Product = new BackupStorage { Storage = ulong.MaxValue } })];

    private static string Lines(UsageEvent[] events)
    {
        var (text, lines) = (new StringBuilder(), new JsonlLines());
        foreach (var usage in events)
            lines.Write(usage, text);
        return text.ToString();
    }
}

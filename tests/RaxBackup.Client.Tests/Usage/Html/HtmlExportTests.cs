using System;
using System.IO;
using RaxBackup.Client.Usage.Export;
using RaxBackup.Client.Usage.Html;
using Xunit;

namespace RaxBackup.Client.Tests.Usage.Html;

/// <summary>The page's file: whole or not there.</summary>
public sealed class HtmlExportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("raxbackup-html-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void It_is_there_once_it_is_complete()
    {
        var path = Path.Combine(folder, "new", "usage.html");
        using var export = Open(path);
        foreach (var usage in StatementPageTests.Events(days: 2, resources: 2))
            export.Add(usage);
        Assert.False(File.Exists(path));
        Assert.Equal([path], export.Complete());
        Assert.EndsWith("</html>\n", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void What_was_there_stays_where_it_does_not_come_to_its_end()
    {
        var path = Path.Combine(folder, "usage.html");
        File.WriteAllText(path, "before");
        using (var export = Open(path))
            export.Add(new UsageEvent());
        Assert.Equal("before", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder));
        using (var export = Open(path))
            export.Complete();
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(path));
    }

    [Fact]
    public void A_checkpoint_does_not_go_with_it()
    {
        using var export = Open(Path.Combine(folder, "usage.html"));
        Assert.Equal("CheckpointNeedsAppend", Assert.Throws<RaxBackupException>(export.Commit).ErrorId);
    }

    [Fact]
    public void A_folder_is_no_file() => Assert.Equal("PathIsFolder", Assert.Throws<RaxBackupException>(() => Open(folder)).ErrorId);

    [Fact]
    public void A_file_is_no_folder()
    {
        File.WriteAllText(Path.Combine(folder, "file"), "");
        Assert.Equal("FileNotWritable", Assert.Throws<RaxBackupException>(() => Open(Path.Combine(folder, "file", "usage.html"))).ErrorId);
    }

    [Fact]
    public void A_file_that_is_there_may_be_kept()
    {
        var path = Path.Combine(folder, "usage.html");
        File.WriteAllText(path, "before");
        Assert.Equal("UsageFileExists", Assert.Throws<RaxBackupException>(() => UsageExports.Open(new(path, UsageFormat.Html) { Overwrite = false })).ErrorId);
    }

    private static IUsageExport Open(string path) => UsageExports.Open(new(path, UsageFormat.Html));
}

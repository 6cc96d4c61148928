using System;
using System.IO;
using Xunit;

namespace RaxBackup.Help.Tests;

/// <summary>Pages go in, files that Get-Help reads come out, character for character.</summary>
public sealed class HelpBuildTests : IDisposable
{
    private static readonly string Pages = Path.Combine(AppContext.BaseDirectory, "Pages");

    private readonly string folder = Directory.CreateTempSubdirectory("raxhelp").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("RaxBackup.Cmdlets.dll-Help.xml", "expected.xml")]
    [InlineData("about_Things.help.txt", "expected.txt")]
    public void Pages_become_help(string made, string expected)
    {
        var target = Path.Combine(folder, "en-US");
        Assert.Empty(new HelpBuild(Pages, target).Run());
        Assert.Equal(File.ReadAllText(Path.Combine(Pages, expected)).TrimEnd(), File.ReadAllText(Path.Combine(target, made)).TrimEnd());
    }

    [Fact]
    public void Every_faulty_page_is_told_and_nothing_is_written()
    {
        File.WriteAllText(Path.Combine(folder, "Get-Thing.md"), "no title");
        File.WriteAllText(Path.Combine(folder, "about_Things.md"), "# about_Other\n");
        File.WriteAllText(Path.Combine(folder, "stray.md"), "# stray\n");
        var target = Path.Combine(folder, "out");
        Assert.Equal(3, new HelpBuild(folder, target).Run().Count);
        Assert.False(Directory.Exists(target));
    }

    [Fact]
    public void An_error_is_one_line_that_the_build_understands() => Assert.Equal(
        "docs/Get-Thing.md(7): error HELP001: The synopsis is one paragraph.",
        new PageException("docs/Get-Thing.md", 7, "The synopsis is one paragraph.").ToBuildError());
}

using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit;

namespace RaxBackup.Help.Tests;

/// <summary>The project's own pages keep to the schema, and to what we promise our readers beyond it.</summary>
public sealed class DocumentationTests
{
    private static readonly string Docs = typeof(DocumentationTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "DocsFolder").Value!;

    public static TheoryData<string> CommandPages => [.. Directory.GetFiles(Docs, "*-*.md").Select(file => Path.GetFileName(file))];

    [Fact]
    public void All_pages_become_help()
    {
        var folder = Directory.CreateTempSubdirectory("raxhelp");
        try
        {
            Assert.Empty(new HelpBuild(Docs, folder.FullName).Run().Select(error => error.ToBuildError()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(CommandPages))]
    public void A_page_has_two_examples_or_more_and_says_what_goes_wrong(string file)
    {
        var page = CommandPageReader.Read(file, File.ReadAllText(Path.Combine(Docs, file)));
        Assert.True(page.Examples.Count >= 2, "Two examples are the least.");
        Assert.NotEmpty(page.Notes);
        Assert.All(page.Examples, example => Assert.Contains(page.Name, example.Code, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(CommandPages))]
    public void Related_links_lead_to_pages(string file)
    {
        var page = CommandPageReader.Read(file, File.ReadAllText(Path.Combine(Docs, file)));
        var pages = page.Links.Where(link => link.Uri.Length == 0).Select(link => link.Text);
        Assert.All(pages, name => Assert.True(File.Exists(Path.Combine(Docs, name + ".md")), name));
        Assert.DoesNotContain(page.Links, link => link.Text == page.Name);
    }
}

using System;
using System.IO;
using System.Linq;
using Xunit;

namespace RaxBackup.Help.Tests;

/// <summary>A page that breaks the schema is told by line and by what is wrong; each case breaks the sound page in one place.</summary>
public sealed class PageErrorTests
{
    private static readonly string Sound = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Pages", "Get-Thing.md"));

    [Theory]
    [InlineData("schema: 2.0.0", "schema: 1.0.0", "The front matter must say 'schema: 2.0.0'.")]
    [InlineData("# Get-Thing\n", "# Get-Things\n", "The title is 'Get-Things', the file is of 'Get-Thing'.")]
    [InlineData("## NOTES", "## REMARKS", "Unknown section 'REMARKS'")]
    [InlineData("## NOTES\n`ThingNotFound`: there is no such thing.", "", "Section 'NOTES' is missing.")]
    [InlineData("## INPUTS", "## OUTPUTS\n\n### None\n\n## INPUTS", "out of order or doubled")]
    [InlineData("Gets things.\n", "", "'SYNOPSIS' is empty.")]
    [InlineData("### List (Default)", "### List", "One set, and only one, is marked '(Default)'.")]
    [InlineData("Get-Thing -ThingId", "Show-Thing -ThingId", "The syntax line must begin with Get-Thing.")]
    [InlineData(" [-Detailed]", "", "-Detailed is missing in the syntax line of set 'List'.")]
    [InlineData("[-Detailed]", "[-Detailed] [-Fast]", "-Fast of set 'List' is not described below PARAMETERS.")]
    [InlineData("Parameter Sets: Id", "Parameter Sets: Number", "a set 'Number' that has no syntax line")]
    [InlineData("Says more.\n", "", "-Detailed has no description.")]
    [InlineData("Aliases: Id, Number\n", "", "-ThingId lacks 'Aliases:'.")]
    [InlineData("Aliases: Id, Number\n", "Aliases: Id\nAlias: Number\n", "'Alias: Number' of -ThingId is unknown")]
    [InlineData("Position: 0", "Position: First", "'Position: First' is not usable")]
    [InlineData("Accept pipeline input: True (ByPropertyName)", "Accept pipeline input: Yes", "'Accept pipeline input: Yes' is not usable")]
    [InlineData("Required: True", "Required: Maybe", "'Required: Maybe' is not usable")]
    [InlineData("### Example 1: Get all things", "### Example 2: Get all things", "The title must be 'Example 1: what it shows'.")]
    [InlineData("Gets `every` thing.\n", "", "An example is one code block and then what it shows.")]
    [InlineData("### System.Int64\nThe id.\n", "", "'INPUTS' names no type")]
    [InlineData("[Get-Other](Get-Other.md)\n\n[The API](https://example.com/api)", "", "There is no related link.")]
    [InlineData("Gets things, **all** of them", "| a | b |\n|---|---|\n| 1 | 2 |\n\nGets", "Table cannot be shown by Get-Help")]
    [InlineData("Gets things, **all** of them", "Gets <b>all</b>", "HtmlInline cannot be shown by Get-Help")]
    [InlineData("Gets things, **all** of them", "Gets ![a picture](x.png)", "LinkInline cannot be shown by Get-Help")]
    public void What_breaks_the_schema_is_an_error(string sound, string broken, string message)
    {
        Assert.Contains(sound, Sound, StringComparison.Ordinal);
        var text = Sound.Replace(sound, broken, StringComparison.Ordinal);
        var error = Assert.Throws<PageException>(() => CommandPageReader.Read("docs/Get-Thing.md", text));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("## NOTES", "## REMARKS")]
    [InlineData("Position: 0", "Position: First", "Type: String")]
    [InlineData("Aliases: Id, Number", "Alias: Id, Number")]
    [InlineData("### Example 1: Get all things", "### Example: Get all things")]
    public void An_error_names_its_line(string sound, string broken, string? below = null)
    {
        var text = Sound.Replace(sound, broken, StringComparison.Ordinal);
        var expected = Array.IndexOf(text.Split('\n'), below ?? broken) + 1;
        // A wrong value is told at the head of its block: the fence, one line above the type.
        expected -= below is null ? 0 : 1;
        Assert.Equal(expected, Assert.Throws<PageException>(() => CommandPageReader.Read("docs/Get-Thing.md", text)).Line);
    }

    [Fact]
    public void A_parameter_may_differ_between_sets()
    {
        var text = Sound.Replace("-ThingId <Int64> [<Common", "-ThingId <Int64> [-Kind <Kind>] [<Common", StringComparison.Ordinal).Replace(
            "### -Name", "```yaml\nType: String\nParameter Sets: Id\nAliases:\nRequired: False\nPosition: 3\nDefault value: None\n"
            + "Accept pipeline input: False\nAccept wildcard characters: False\n```\n\n### -Name", StringComparison.Ordinal);
        var kind = CommandPageReader.Read("docs/Get-Thing.md", text).Parameters.Single(parameter => parameter.Name == "Kind");
        Assert.Equal("named", kind.UseIn("List")!.Position);
        Assert.Equal("3", kind.UseIn("Id")!.Position);
    }

    [Theory]
    [InlineData("# about_Others\n", "The title is 'about_Others'")]
    [InlineData("# about_Things\n\n## LONG DESCRIPTION\nText.\n", "begins with SHORT DESCRIPTION and LONG DESCRIPTION")]
    [InlineData("# about_Things\n\n## SHORT DESCRIPTION\nOne.\n\nTwo.\n\n## LONG DESCRIPTION\nText.\n", "The short description is one paragraph.")]
    public void What_is_no_about_topic_is_an_error(string text, string message)
    {
        var error = Assert.Throws<PageException>(() => AboutTopic.Write("docs/about_Things.md", text));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}

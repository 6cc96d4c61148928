using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace RaxBackup.Help;

/// <summary>Reads a page of the PlatyPS schema (2.0.0) and holds it to that schema: what is missing or unknown is an error with its line.</summary>
internal static partial class CommandPageReader
{
    public const string HelpFile = "RaxBackup.Cmdlets.dll-Help.xml";

    private static readonly string[] Sections =
        ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    public static CommandPage Read(string file, string markdown)
    {
        var (frontMatter, page) = PageSection.Read(file, markdown);
        RequireFrontMatter(frontMatter?.Lines.ToString() ?? "", file);
        var name = Path.GetFileNameWithoutExtension(file);
        if (page.Title != name)
            throw page.Error($"The title is '{page.Title}', the file is of '{name}'.");
        var sections = page.Named(Sections);
        var parameters = Parameters(sections["PARAMETERS"]);
        var syntax = SyntaxReader.Read(sections["SYNTAX"], name);
        SyntaxReader.RequireAgreement(sections["SYNTAX"], syntax, parameters);
        return new CommandPage(
            name,
            sections["SYNOPSIS"].SomeParagraphs() is [var synopsis] ? synopsis : throw sections["SYNOPSIS"].Error("The synopsis is one paragraph."),
            sections["DESCRIPTION"].SomeParagraphs(),
            syntax,
            parameters,
            Types(sections["INPUTS"]),
            Types(sections["OUTPUTS"]),
            sections["NOTES"].Paragraphs(),
            Examples(sections["EXAMPLES"]),
            Links(sections["RELATED LINKS"]));
    }

    private static void RequireFrontMatter(string yaml, string file)
    {
        foreach (var line in (string[])[$"external help file: {HelpFile}", "Module Name: RaxBackup", "schema: 2.0.0"])
        {
            if (!yaml.Split('\n').Select(text => text.Trim()).Contains(line, StringComparer.Ordinal))
                throw new PageException(file, 1, $"The front matter must say '{line}'.");
        }
    }

    private static List<ParameterPage> Parameters(PageSection section) =>
        [.. section.Split(3).Below.Where(below => below.Title != "CommonParameters").Select(ParameterReader.Read)];

    private static List<TypePage> Types(PageSection section)
    {
        var types = section.Split(3).Below;
        return types.Count > 0
            ? [.. types.Select(type => new TypePage(type.Title, type.Paragraphs()))]
            : throw section.Error($"'{section.Title}' names no type; say '### None'.");
    }

    private static List<ExamplePage> Examples(PageSection section)
    {
        var examples = section.Split(3).Below;
        return examples.Count > 0 ? [.. examples.Select(Example)] : throw section.Error("There is no example.");
    }

    private static ExamplePage Example(PageSection section, int index)
    {
        if (!ExampleTitle().IsMatch(section.Title) || !section.Title.StartsWith($"Example {index + 1}:", StringComparison.Ordinal))
            throw section.Error($"The title must be 'Example {index + 1}: what it shows'.");
        if (section.Blocks is not [CodeBlock code, .., var last] || last is CodeBlock)
            throw section.Error("An example is one code block and then what it shows.");
        section.OneCodeBlock();
        return new ExamplePage(section.Title, code.Lines.ToString().TrimEnd(), PageText.Paragraphs(section.Blocks.Skip(1), section.File));
    }

    private static List<LinkPage> Links(PageSection section)
    {
        var links = section.Blocks.OfType<LeafBlock>().SelectMany(block => block.Inline?.OfType<LinkInline>() ?? [])
            .Select(link => new LinkPage(string.Concat(link.OfType<LeafInline>().Select(Text)), PageText.IsWeb(link.Url) ? link.Url! : "")).ToList();
        return links.Count > 0 ? links : throw section.Error("There is no related link.");

        static string Text(LeafInline leaf) => leaf is CodeInline code ? code.Content : leaf.ToString()!;
    }

    [GeneratedRegex(@"^Example \d+: \S")]
    private static partial Regex ExampleTitle();
}

using System;
using System.Collections.Generic;
using System.Linq;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace RaxBackup.Help;

/// <summary>A heading with what stands below it, up to the next heading of its level.</summary>
internal sealed record PageSection(string Title, int Line, IReadOnlyList<Block> Blocks, string File)
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().UsePreciseSourceLocation().Build();

    public PageException Error(string message) => new(File, Line, message);

    public IReadOnlyList<string> Paragraphs() => PageText.Paragraphs(Blocks, File);

    /// <summary>The text without any paragraph; its absence is an error.</summary>
    public IReadOnlyList<string> SomeParagraphs() => Paragraphs() is { Count: > 0 } text ? text : throw Error($"'{Title}' is empty.");

    /// <summary>The one code block among the blocks.</summary>
    public CodeBlock OneCodeBlock() => Blocks.OfType<CodeBlock>().ToList() is [var one]
        ? one
        : throw Error($"'{Title}' must hold one code block.");

    /// <summary>What stands before the first heading below this one, and those headings with theirs.</summary>
    public (IReadOnlyList<Block> Before, IReadOnlyList<PageSection> Below) Split(int level) => Split(Blocks, level, File);

    /// <summary>Reads a page: its front matter, its title and the sections below the title.</summary>
    public static (YamlFrontMatterBlock? FrontMatter, PageSection Page) Read(string file, string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        var frontMatter = document.OfType<YamlFrontMatterBlock>().FirstOrDefault();
        var (before, pages) = Split([.. document.Where(block => block is not YamlFrontMatterBlock)], 1, file);
        if (before.Count > 0)
            throw new PageException(file, before[0].Line + 1, "Text stands before the title.");
        return pages is [var page]
            ? (frontMatter, page)
            : throw new PageException(file, 1, $"The page must have one title ('# ...'); it has {pages.Count}.");
    }

    private static (IReadOnlyList<Block> Before, IReadOnlyList<PageSection> Below) Split(IReadOnlyList<Block> blocks, int level, string file)
    {
        List<Block> before = [];
        List<PageSection> below = [];
        List<Block> current = before;
        foreach (var block in blocks)
        {
            if (block is LinkReferenceDefinitionGroup)
                continue;
            if (block is HeadingBlock heading && heading.Level < level)
                throw new PageException(file, heading.Line + 1, $"A heading of level {heading.Level} cannot stand here.");
            if (block is HeadingBlock { } title && title.Level == level)
            {
                current = [];
                below.Add(new PageSection(PageText.Line(title, file), title.Line + 1, current, file));
            }
            else
            {
                current.Add(block);
            }
        }
        return (before, below);
    }

    /// <summary>The sections by name, if they are the expected ones in the expected order.</summary>
    public IReadOnlyDictionary<string, PageSection> Named(params string[] names)
    {
        var (before, below) = Split(2);
        if (before.Count > 0)
            throw new PageException(File, before[0].Line + 1, "Text stands between the title and the first section.");
        if (below.FirstOrDefault(section => !names.Contains(section.Title)) is { } unknown)
            throw unknown.Error($"Unknown section '{unknown.Title}'; expected: {string.Join(", ", names)}.");
        if (names.FirstOrDefault(name => below.All(section => section.Title != name)) is { } missing)
            throw Error($"Section '{missing}' is missing.");
        for (var index = 0; index < below.Count; index++)
        {
            if (index >= names.Length || below[index].Title != names[index])
                throw below[index].Error($"Section '{below[index].Title}' is out of order or doubled; the order is {string.Join(", ", names)}.");
        }
        return below.ToDictionary(section => section.Title, StringComparer.Ordinal);
    }
}

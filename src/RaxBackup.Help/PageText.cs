using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace RaxBackup.Help;

/// <summary>
/// Markdown as plain text. Get-Help knows paragraphs and nothing else, so that only what survives as a paragraph is let in: text, code,
/// lists, links. Tables, quotes, pictures and HTML are errors rather than something that looks odd in a console.
/// </summary>
internal static class PageText
{
    public static IReadOnlyList<string> Paragraphs(IEnumerable<Block> blocks, string file) =>
        [.. blocks.SelectMany(block => Paragraphs(block, file, ""))];

    private static IEnumerable<string> Paragraphs(Block block, string file, string indent) => block switch
    {
        ParagraphBlock paragraph => [indent + Line(paragraph, file)],
        CodeBlock code => [string.Join('\n', code.Lines.ToString().TrimEnd().Split('\n').Select(line => indent + "    " + line))],
        ListBlock list => list.OfType<ListItemBlock>().SelectMany((item, index) => Item(list, item, index, file, indent)),
        _ => throw new PageException(file, block.Line + 1, $"{block.GetType().Name} cannot be shown by Get-Help; use paragraphs, lists or code."),
    };

    private static IEnumerable<string> Item(ListBlock list, ListItemBlock item, int index, string file, string indent)
    {
        var mark = list.IsOrdered ? $"{index + 1}. " : "- ";
        var lines = item.SelectMany(block => Paragraphs(block, file, block is ListBlock ? indent + "  " : "")).ToList();
        return lines.Select((line, number) => number == 0 ? indent + mark + line : Below(line));

        // What follows within the item stands below its text.
        string Below(string line) => line.StartsWith(indent + "  ", StringComparison.Ordinal) ? line : indent + "  " + line;
    }

    /// <summary>The text of one paragraph or heading on one line.</summary>
    public static string Line(LeafBlock block, string file)
    {
        var text = new StringBuilder();
        foreach (var inline in block.Inline ?? [])
            Append(text, inline, file, block.Line + 1);
        return text.ToString().Trim();
    }

    private static void Append(StringBuilder text, Inline inline, string file, int line)
    {
        switch (inline)
        {
            case LiteralInline literal:
                text.Append(literal.Content.ToString());
                break;
            case CodeInline code:
                text.Append(code.Content);
                break;
            case HtmlEntityInline entity:
                text.Append(entity.Transcoded.ToString());
                break;
            case LineBreakInline lineBreak:
                text.Append(lineBreak.IsHard ? '\n' : ' ');
                break;
            case AutolinkInline address:
                text.Append(address.Url);
                break;
            case LinkInline { IsImage: false } link:
                foreach (var child in link)
                    Append(text, child, file, line);
                if (IsWeb(link.Url))
                    text.Append($" ({link.Url})");
                break;
            case EmphasisInline emphasis:
                foreach (var child in emphasis)
                    Append(text, child, file, line);
                break;
            default:
                throw new PageException(file, line, $"{inline.GetType().Name} cannot be shown by Get-Help; put <...> between backticks.");
        }
    }

    /// <summary>Links between pages mean nothing in a console; links to the web do.</summary>
    public static bool IsWeb(string? url) => url is not null && url.StartsWith("http", StringComparison.Ordinal);
}

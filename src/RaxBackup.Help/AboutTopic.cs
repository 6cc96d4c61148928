using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace RaxBackup.Help;

/// <summary>
/// Turns about_Name.md into the text that Get-Help prints. Get-Help takes the fifth line as the topic's synopsis, so that the head is always
/// TOPIC, its name, an empty line, SHORT DESCRIPTION and that description on one line.
/// </summary>
internal static class AboutTopic
{
    private const int Width = 80;
    private const string Indent = "    ";

    public static string Write(string file, string markdown)
    {
        var (_, page) = PageSection.Read(file, markdown);
        var name = Path.GetFileNameWithoutExtension(file);
        if (page.Title != name)
            throw page.Error($"The title is '{page.Title}', the file is of '{name}'.");
        var sections = page.Split(2).Below;
        if (sections is not [{ Title: "SHORT DESCRIPTION" } summary, { Title: "LONG DESCRIPTION" }, ..])
            throw page.Error("An about topic begins with SHORT DESCRIPTION and LONG DESCRIPTION.");
        if (summary.Paragraphs() is not [var synopsis])
            throw summary.Error("The short description is one paragraph.");
        List<string> lines = ["TOPIC", Indent + name, "", "SHORT DESCRIPTION", Indent + synopsis];
        foreach (var section in sections.Skip(1))
        {
            lines.AddRange(["", section.Title.ToUpperInvariant()]);
            var (before, below) = section.Split(3);
            lines.AddRange(Text(PageText.Paragraphs(before, file)).Skip(1));
            foreach (var part in below)
                lines.AddRange(["", "  " + part.Title, .. Text(part.SomeParagraphs()).Skip(1)]);
        }
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>Paragraphs with an empty line before each, but none between the items of a list.</summary>
    private static IEnumerable<string> Text(IReadOnlyList<string> paragraphs)
    {
        var previous = "";
        foreach (var paragraph in paragraphs)
        {
            if (!(IsItem(previous) && IsItem(paragraph)))
                yield return "";
            foreach (var line in paragraph.StartsWith(Indent, StringComparison.Ordinal) ? paragraph.Split('\n') : Wrap(paragraph))
                yield return Indent + line;
            previous = paragraph;
        }
    }

    private static bool IsItem(string paragraph) => paragraph.TrimStart().StartsWith("- ", StringComparison.Ordinal);

    private static IEnumerable<string> Wrap(string paragraph)
    {
        var hang = IsItem(paragraph) ? new string(' ', paragraph.Length - paragraph.TrimStart().Length + 2) : "";
        var line = paragraph[..(paragraph.Length - paragraph.TrimStart().Length)];
        var empty = true;
        foreach (var word in paragraph.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && Indent.Length + line.Length + 1 + word.Length > Width)
            {
                yield return line;
                line = hang;
                empty = true;
            }
            line += empty ? word : " " + word;
            empty = false;
        }
        yield return line;
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;

namespace RaxBackup.Help;

/// <summary>Makes the help files of a folder of pages. Every page is read before anything is written, so that all errors come at once.</summary>
internal sealed class HelpBuild(string source, string target)
{
    private readonly List<PageException> errors = [];

    public IReadOnlyList<PageException> Run()
    {
        var commands = Each("*-*.md", CommandPageReader.Read);
        var topics = Each(
            "about_*.md", (file, text) => (Name: Path.GetFileNameWithoutExtension(file) + ".help.txt", Text: AboutTopic.Write(file, text)));
        foreach (var stray in Files("*.md").Except(Files("*-*.md")).Except(Files("about_*.md")))
            errors.Add(new PageException(stray, 1, "A page is named Verb-Noun.md or about_Name.md."));
        if (errors.Count > 0)
            return errors;
        Directory.CreateDirectory(target);
        var plain = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = plain };
        using (var writer = XmlWriter.Create(Path.Combine(target, CommandPageReader.HelpFile), settings))
            MamlWriter.Write(commands).Save(writer);
        // Windows PowerShell reads a file without a mark as ANSI.
        foreach (var (name, text) in topics)
            File.WriteAllText(Path.Combine(target, name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        return errors;
    }

    private string[] Files(string pattern) => [.. Directory.GetFiles(source, pattern).Order(StringComparer.Ordinal)];

    private List<T> Each<T>(string pattern, Func<string, string, T> read)
    {
        List<T> pages = [];
        foreach (var file in Files(pattern))
        {
            try
            {
                pages.Add(read(file, File.ReadAllText(file)));
            }
            catch (PageException error)
            {
                errors.Add(error);
            }
        }
        return pages;
    }
}

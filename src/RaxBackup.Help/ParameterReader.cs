using System;
using System.Collections.Generic;
using System.Linq;
using Markdig.Syntax;

namespace RaxBackup.Help;

/// <summary>Reads '### -Name', its text and its yaml blocks (several where the parameter differs between sets).</summary>
internal static class ParameterReader
{
    private static readonly string[] Required =
        ["Type", "Parameter Sets", "Aliases", "Required", "Position", "Default value", "Accept pipeline input", "Accept wildcard characters"];

    private static readonly string[] Known = [.. Required, "Accepted values"];

    private static readonly string[] PipelineInputs = ["False", "True (ByValue)", "True (ByPropertyName)", "True (ByPropertyName, ByValue)"];

    public static ParameterPage Read(PageSection section)
    {
        if (section.Title is not ['-', _, ..])
            throw section.Error($"'{section.Title}' is no parameter; its heading is '### -Name'.");
        var blocks = section.Blocks.OfType<FencedCodeBlock>().Where(block => block.Info == "yaml").ToList();
        if (blocks.Count == 0)
            throw section.Error($"{section.Title} has no yaml block.");
        var description = PageText.Paragraphs(section.Blocks.Except(blocks), section.File);
        return description.Count > 0
            ? new ParameterPage(section.Title[1..], description, [.. blocks.Select(block => Use(block, section))])
            : throw section.Error($"{section.Title} has no description.");
    }

    private static ParameterUse Use(FencedCodeBlock block, PageSection section)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        var lines = block.Lines.ToString().Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            if (string.IsNullOrWhiteSpace(lines[index]))
                continue;
            var parts = lines[index].Split(':', 2, StringSplitOptions.TrimEntries);
            // The fence itself stands one line above.
            if (parts.Length != 2 || !Known.Contains(parts[0]) || !values.TryAdd(parts[0], parts[1]))
            {
                var line = block.Line + index + 2;
                throw new PageException(section.File, line, $"'{lines[index]}' of {section.Title} is unknown, doubled or no 'key: value'.");
            }
        }
        if (Required.FirstOrDefault(key => !values.ContainsKey(key)) is { } missing)
            throw new PageException(section.File, block.Line + 1, $"{section.Title} lacks '{missing}:'.");
        return new ParameterUse(
            NotEmpty("Type"),
            NotEmpty("Parameter Sets") == "(All)" ? new HashSet<string>() : List("Parameter Sets").ToHashSet(StringComparer.Ordinal),
            List("Aliases"),
            List("Accepted values"),
            Bool("Required"),
            values["Position"] is var position && (position == "Named" || int.TryParse(position, out _))
                ? position.ToLowerInvariant()
                : throw Wrong("Position", "Named or a number"),
            NotEmpty("Default value"),
            PipelineInputs.Contains(values["Accept pipeline input"])
                ? values["Accept pipeline input"]
                : throw Wrong("Accept pipeline input", string.Join(" | ", PipelineInputs)),
            Bool("Accept wildcard characters"));

        List<string> List(string key) =>
            [.. values.GetValueOrDefault(key, "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        bool Bool(string key) => bool.TryParse(values[key], out var value) ? value : throw Wrong(key, "True or False");
        string NotEmpty(string key) => values[key] is { Length: > 0 } text ? text : throw Wrong(key, "a value");
        PageException Wrong(string key, string expected) =>
            new(section.File, block.Line + 1, $"{section.Title}: '{key}: {values[key]}' is not usable; expected {expected}.");
    }
}

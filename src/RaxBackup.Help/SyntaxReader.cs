using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace RaxBackup.Help;

/// <summary>Reads the syntax lines: the names of the sets, the order of their parameters. What the parameters are is said below PARAMETERS.</summary>
internal static partial class SyntaxReader
{
    private const string DefaultMark = " (Default)";

    public static IReadOnlyList<SyntaxSet> Read(PageSection section, string command)
    {
        var (before, below) = section.Split(3);
        if (below.Count == 0)
            return [Set(section, null, true, command)];
        if (before.Count > 0)
            throw section.Error("With several sets, each syntax line has a heading '### Set'.");
        List<SyntaxSet> sets = [.. below.Select(set => set.Title.EndsWith(DefaultMark, StringComparison.Ordinal)
            ? Set(set, set.Title[..^DefaultMark.Length], true, command)
            : Set(set, set.Title, false, command))];
        return sets.Count(set => set.IsDefault) == 1 ? sets : throw section.Error($"One set, and only one, is marked '{DefaultMark.Trim()}'.");
    }

    /// <summary>A syntax line names exactly the parameters that are described for its set.</summary>
    public static void RequireAgreement(PageSection section, IReadOnlyList<SyntaxSet> syntax, IReadOnlyList<ParameterPage> parameters)
    {
        var named = parameters.SelectMany(parameter => parameter.Uses).SelectMany(use => use.Sets);
        var unknownSet = named.FirstOrDefault(name => syntax.All(set => set.Name != name));
        if (unknownSet is not null)
            throw section.Error($"The parameters name a set '{unknownSet}' that has no syntax line.");
        foreach (var set in syntax)
        {
            var described = parameters.Where(parameter => parameter.UseIn(set.Name) is not null).Select(parameter => parameter.Name).ToList();
            if (set.ParameterNames.Except(described).FirstOrDefault() is { } undescribed)
                throw section.Error($"-{undescribed} of set '{set.Name}' is not described below PARAMETERS.");
            if (described.Except(set.ParameterNames).FirstOrDefault() is { } unused)
                throw section.Error($"-{unused} is missing in the syntax line of set '{set.Name}'.");
        }
    }

    private static SyntaxSet Set(PageSection section, string? name, bool isDefault, string command)
    {
        var line = section.OneCodeBlock().Lines.ToString();
        if (!line.StartsWith(command, StringComparison.Ordinal))
            throw section.Error($"The syntax line must begin with {command}.");
        return new SyntaxSet(name, isDefault, [.. ParameterName().Matches(line[command.Length..]).Select(match => match.Groups[1].Value)]);
    }

    [GeneratedRegex(@"(?<=[\s\[])-([A-Za-z]\w*)")]
    private static partial Regex ParameterName();
}

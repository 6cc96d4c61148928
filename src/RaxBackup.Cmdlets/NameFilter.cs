using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Names as a person writes them: with or without wildcards, in any case.</summary>
internal static class NameFilter
{
    /// <summary>
    /// The items that one of the names fits, in their own order; all where no name is given. A name written out in full fits even
    /// where it has wildcard characters of its own. A literal name that fits nothing is told to <paramref name="missing"/>; a
    /// wildcard that fits nothing is silent.
    /// </summary>
    public static IReadOnlyList<T> Select<T>(IReadOnlyList<T> items, string[]? names, Func<T, string?> nameOf, Action<string> missing)
    {
        if (names is null)
            return items;
        var patterns = names.Select(name => (Name: name, Pattern: PatternOrNull(name))).ToList();
        bool Fits((string Name, WildcardPattern? Pattern) one, T item) =>
            nameOf(item) is var name && (one.Pattern?.IsMatch(name ?? "") == true || one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        foreach (var one in patterns.Where(one => one.Pattern is null || !WildcardPattern.ContainsWildcardCharacters(one.Name)))
        {
            if (!items.Any(item => Fits(one, item)))
                missing(one.Name);
        }
        return [.. items.Where(item => patterns.Any(one => Fits(one, item)))];
    }

    /// <summary>Null where it is no pattern, such as "[": then it is a name as it stands. The same in every culture.</summary>
    private static WildcardPattern? PatternOrNull(string name)
    {
        try
        {
            var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
            pattern.IsMatch("");
            return pattern;
        }
        catch (WildcardPatternException)
        {
            return null;
        }
    }
}

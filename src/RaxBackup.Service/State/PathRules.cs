using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace RaxBackup.Service.State;

/// <summary>What paths must look like to be taken.</summary>
internal static class PathRules
{
    private static readonly StringComparison Comparison =
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>A configuration's items: at least one inclusion, absolute paths, exclusions within an included folder.</summary>
    public static IReadOnlyList<ConfigurationItem> Check(IReadOnlyList<PathDraft> inclusions, IReadOnlyList<PathDraft> exclusions)
    {
        if (inclusions.Count == 0)
        {
            throw Refusal.Invalid("Inclusions", "Inclusions is empty; a configuration must include at least one file or folder.");
        }

        var included = inclusions.Select(i => Item("Inclusions", i, isExclusion: false)).ToList();
        var excluded = exclusions.Select(e => Item("Exclusions", e, isExclusion: true)).ToList();
        foreach (var item in excluded.Where(e => !included.Any(i => i.IsFolder && IsWithin(e.FilePath, i.FilePath))))
        {
            throw Refusal.Invalid("Exclusions", $"Exclusions: '{item.FilePath}' lies in no included folder.");
        }

        return [.. included, .. excluded];
    }

    /// <summary>An absolute path, or a refusal that names the field.</summary>
    public static string Absolute(string field, string? path) =>
        string.IsNullOrEmpty(path)
            ? throw Refusal.Invalid(field, $"{field} is missing; an absolute path was expected.")
            : path.Contains('\0', StringComparison.Ordinal) || !Path.IsPathFullyQualified(path)
                ? throw Refusal.Invalid(field, $"{field} '{path}' is not an absolute path on this machine.")
                : path;

    private static ConfigurationItem Item(string list, PathDraft draft, bool isExclusion) => new()
    {
        FilePath = Absolute($"{list}.FilePath", draft.FilePath),
        IsFolder = draft.FileItemType?.ToUpperInvariant() switch
        {
            "FILE" => false,
            "FOLDER" => true,
            _ => throw Refusal.Invalid($"{list}.FileItemType", $"{list}.FileItemType must be File or Folder, not '{draft.FileItemType}'."),
        },
        IsExclusion = isExclusion,
    };

    private static bool IsWithin(string path, string folder)
    {
        var parent = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var child = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return child.StartsWith(parent, Comparison)
            && (child.Length == parent.Length || Path.EndsInDirectorySeparator(parent) || child[parent.Length] == Path.DirectorySeparatorChar);
    }
}

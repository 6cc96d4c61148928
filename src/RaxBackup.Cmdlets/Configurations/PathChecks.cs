using System.Collections.Generic;
using System.Linq;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>What is looked over in paths before anything is sent.</summary>
internal static class PathChecks
{
    /// <summary>Every path is a full one.</summary>
    public static void AllAbsolute(IEnumerable<string> paths)
    {
        foreach (var path in paths.Where(path => !AgentPath.IsAbsolute(path)))
            throw Failures.Argument(nameof(Text.PathNotAbsolute), Text.PathNotAbsolute(path), path);
    }

    /// <summary>Every excluded path lies in an included folder.</summary>
    public static void AllInside(IEnumerable<string> excluded, IReadOnlyCollection<string> folders)
    {
        foreach (var path in excluded.Where(path => !folders.Any(folder => AgentPath.IsInside(path, folder))))
            throw Failures.Argument(nameof(Text.ExcludeOutsideIncludes), Text.ExcludeOutsideIncludes(path), path);
    }
}

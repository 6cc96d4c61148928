using System;
using System.Collections.Generic;
using System.IO;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// The order in which trees are walked and manifests are written: a folder, then all below it, siblings by code unit. Two walks can
/// so be compared line by line without holding either in memory.
/// </summary>
internal sealed class PathOrder : IComparer<string>
{
    public static readonly PathOrder Instance = new();

    /// <summary>How this platform tells names apart.</summary>
    public static StringComparer Names => OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    public int Compare(string? x, string? y)
    {
        var shared = x.AsSpan().CommonPrefixLength(y);
        return Rank(x!, shared).CompareTo(Rank(y!, shared));
    }

    /// <summary>The folder's name with a child's name.</summary>
    public static string Join(string folder, string name) =>
        Path.EndsInDirectorySeparator(folder) ? folder + name : string.Concat(folder, Path.DirectorySeparatorChar.ToString(), name);

    /// <summary>The folders above a path, outermost first, without the root itself.</summary>
    public static IReadOnlyList<string> Above(string path)
    {
        var above = new List<string>();
        for (var folder = Path.GetDirectoryName(path); folder is not null && Path.GetDirectoryName(folder) is { } next; folder = next)
        {
            above.Insert(0, folder);
        }
        return above;
    }

    // A path's end sorts before everything, then the separator, then the rest.
    private static int Rank(string path, int at) =>
        at == path.Length ? -1 : path[at] == Path.DirectorySeparatorChar ? 0 : path[at] + 1;
}

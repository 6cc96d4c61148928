using System;
using System.Linq;

namespace RaxBackup.Client;

/// <summary>
/// Paths on an agent's machine, which need not be of this machine's platform: <c>/var/www</c>, <c>C:\data</c> and
/// <c>\\server\share</c> are all absolute.
/// </summary>
internal static class AgentPath
{
    private static readonly char[] Separators = ['/', '\\'];

    /// <summary>Whether the path begins at a root and never climbs (<c>..</c>).</summary>
    public static bool IsAbsolute(string path) =>
        (path.StartsWith("/", StringComparison.Ordinal) || IsWindows(path))
        && !path.Split(Separators).Contains("..");

    /// <summary>Whether the path lies below the folder; as Windows compares where the folder is one of Windows.</summary>
    public static bool IsInside(string path, string folder)
    {
        var windows = IsWindows(folder);
        var (inner, outer) = (Comparable(path, windows), Comparable(folder, windows));
        return inner.Length > outer.Length
            && inner.StartsWith(outer, windows ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    private static bool IsWindows(string path) =>
        path.StartsWith(@"\\", StringComparison.Ordinal)
        || (path.Length >= 3 && char.IsLetter(path[0]) && path[1] == ':' && Separators.Contains(path[2]));

    /// <summary>One spelling for each path, ending in a separator, so that <c>/a</c> does not contain <c>/ab</c>.</summary>
    private static string Comparable(string path, bool windows)
    {
        var spelt = windows ? path.Replace('\\', '/') : path;
        var parts = spelt.Split('/').Where(part => part is not ("" or "."));
        return string.Join("/", parts) is { Length: > 0 } joined ? joined + "/" : "";
    }
}

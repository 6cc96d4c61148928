using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

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

    /// <summary>Throws PathNotAbsolute, naming the first path that is not a full one.</summary>
    public static void RequireAbsolute(IEnumerable<string> paths)
    {
        foreach (var path in paths.Where(path => !IsAbsolute(path)))
            throw Failure.About(path, FailureKind.InvalidArgument, nameof(Text.PathNotAbsolute), path);
    }

    /// <summary>Whether the path lies below the folder; as Windows compares where the folder is one of Windows.</summary>
    public static bool IsInside(string path, string folder)
    {
        var windows = IsWindows(folder);
        var (inner, outer) = (Comparable(path, windows), Comparable(folder, windows));
        return inner.Length > outer.Length
            && inner.StartsWith(outer, windows ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    /// <summary>Base64 of the path's UTF-8 where it is outside ASCII: the wire's plain form may lose characters.</summary>
    public static string? EncodedOrNull(string path) => path.All(c => c < 128) ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(path));

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

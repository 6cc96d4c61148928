using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>Paths that each stand for themselves and all below them.</summary>
internal sealed class PathSet
{
    private readonly HashSet<string> _paths;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public PathSet(IEnumerable<PathRule> rules)
    {
        _paths = rules.Where(rule => Path.IsPathFullyQualified(rule.Path)).Select(rule => Clean(rule.Path)).ToHashSet(PathOrder.Names);
        _lookup = _paths.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public bool IsEmpty => _paths.Count == 0;

    public IEnumerable<string> Paths => _paths;

    /// <summary>The path in the set that stands for this one, or null.</summary>
    public string? Covering(string path)
    {
        if (IsEmpty)
        {
            return null;
        }
        var at = path.AsSpan();
        while (true)
        {
            if (_lookup.TryGetValue(at, out var covering))
            {
                return covering;
            }
            var above = Path.GetDirectoryName(at);
            if (above.Length == 0 || above.Length >= at.Length)
            {
                return null;
            }
            at = above;
        }
    }

    /// <summary>Whether the set names this very path.</summary>
    public bool Names(string path) => _paths.Contains(path);

    public bool Covers(string path) => Covering(path) is not null;

    /// <summary>The path as walks write it: whole, no "..", no separator at the end.</summary>
    public static string Clean(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}

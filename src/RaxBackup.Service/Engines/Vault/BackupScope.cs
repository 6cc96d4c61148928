using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>One included path that exists.</summary>
internal sealed record ScopeRoot(string Path, FileFacts Facts);

/// <summary>
/// What a backup takes: the included paths that exist, in walking order, none below another, and what is left out of them.
/// An exclusion always wins. An included folder that is itself a symbolic link is followed, as whoever names it expects;
/// no other link ever is.
/// </summary>
internal sealed class BackupScope
{
    private BackupScope(IReadOnlyList<ScopeRoot> roots, PathSet excluded) => (Roots, Excluded) = (roots, excluded);

    public IReadOnlyList<ScopeRoot> Roots { get; }

    public PathSet Excluded { get; }

    /// <summary>Missing includes become errors; EngineException where none exists.</summary>
    public static BackupScope Of(BackupJob job, ErrorList errors)
    {
        var found = new List<ScopeRoot>();
        foreach (var rule in job.Inclusions)
        {
            if (!Path.IsPathFullyQualified(rule.Path))
            {
                errors.Add(new(rule.Path, DiskException.EINVAL, "An included path must be absolute"));
                continue;
            }
            try
            {
                found.Add(new(PathSet.Clean(rule.Path), Look(rule)));
            }
            catch (Exception failure) when (DiskException.IsDisk(failure))
            {
                errors.Add(DiskException.Error(rule.Path, failure));
            }
        }
        if (found.Count == 0)
        {
            var named = string.Join(", ", job.Inclusions.Select(rule => rule.Path).Take(5));
            throw new EngineException(EngineFailure.NothingToBackUp, named.Length == 0
                ? "The configuration includes nothing."
                : $"Nothing that the configuration includes can be found: {named}.");
        }
        return new(Outermost(found), new PathSet(job.Exclusions));
    }

    private static FileFacts Look(PathRule rule)
    {
        var facts = FileFacts.Of(rule.Path);
        return rule.IsFolder && facts.Kind == FileKind.Link && FileFacts.OrNull(rule.Path, follow: true) is { Kind: FileKind.Folder } folder
            ? folder
            : facts;
    }

    private static List<ScopeRoot> Outermost(List<ScopeRoot> found)
    {
        var kept = new List<ScopeRoot>();
        var folders = new PathSet(found.Where(root => root.Facts.Kind == FileKind.Folder).Select(root => new PathRule(root.Path, true)));
        foreach (var root in found.DistinctBy(root => root.Path, PathOrder.Names).OrderBy(root => root.Path, PathOrder.Instance))
        {
            if (Path.GetDirectoryName(root.Path) is not { } above || !folders.Covers(above))
            {
                kept.Add(root);
            }
        }
        return kept;
    }
}

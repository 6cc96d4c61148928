using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>What of a backup a restore takes; no inclusion means everything, an exclusion always wins.</summary>
internal sealed class RestoreSelection(RestoreJob job)
{
    private readonly PathSet _included = new(job.Inclusions);
    private readonly PathSet _excluded = new(job.Exclusions);
    private readonly HashSet<string> _found = new(PathOrder.Names);

    public bool Takes(ManifestEntry entry)
    {
        if (_excluded.Covers(entry.Path))
        {
            return false;
        }
        if (job.Inclusions.Count == 0)
        {
            return true;
        }
        if (_included.Covering(entry.Path) is not { } rule)
        {
            return false;
        }
        _found.Add(rule);
        return true;
    }

    /// <summary>Inclusions that stand for nothing in the backup, once all its entries were asked for.</summary>
    public IEnumerable<JobError> Missing() => job.Inclusions
        .Where(rule => !System.IO.Path.IsPathFullyQualified(rule.Path) || !_found.Contains(PathSet.Clean(rule.Path)))
        .Select(rule => new JobError(rule.Path, DiskException.ENOENT, "The backup does not hold this path"));
}

using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// The folders from the destination down to where a restore is: each looked at once, made where it is missing, refused where something
/// else stands there. Manifests are in walking order, so a folder that was left does not come again.
/// </summary>
internal sealed class FolderTrail(Destination destination, Disk disk, BitArray made, Action<FolderTrail.Level> left)
{
    private readonly List<Level> _levels = [];

    /// <summary>The level of a folder, by its names below the destination; null is the destination itself.</summary>
    public Level? Reach(ReadOnlySpan<string> names)
    {
        var same = 0;
        while (same < _levels.Count && same < names.Length && _levels[same].Name == names[same])
        {
            same++;
        }
        Leave(same);
        foreach (var name in names[same..])
        {
            _levels.Add(new(name, Path.Combine(_levels.Count == 0 ? destination.Root : _levels[^1].Target, name)));
        }
        return _levels.Count == 0 ? null : _levels[^1];
    }

    /// <summary>Leaves all folders below the first so many.</summary>
    public void Leave(int keep = 0)
    {
        while (_levels.Count > keep)
        {
            left(_levels[^1]);
            _levels.RemoveAt(_levels.Count - 1);
        }
    }

    /// <summary>Sees to it that the folder reached is there; null, or why it is not.</summary>
    public Exception? Ensure()
    {
        foreach (var level in _levels)
        {
            if (!level.IsKnown)
            {
                level.Refusal = Look(level);
                level.IsKnown = true;
            }
            if (level.Refusal is not null)
            {
                return level.Refusal;
            }
        }
        return null;
    }

    private Exception? Look(Level level)
    {
        try
        {
            switch (FileFacts.OrNull(level.Target))
            {
                case null:
                    disk.CreateFolder(level.Target);
                    if (level.Ordinal >= 0)
                    {
                        made[level.Ordinal] = true;
                    }
                    return null;
                case { Kind: FileKind.Folder }:
                    return null;
                case { Kind: FileKind.Link } facts:
                    level.IsLink = true;
                    return destination.MayFollow(level.Target, facts) ? null : new DiskException(
                        level.Target, DiskException.ELOOP, $"The link {level.Target} leads out of the destination or is not to be trusted");
                default:
                    return new DiskException(level.Target, DiskException.ENOTDIR, $"Something that is no folder stands at {level.Target}");
            }
        }
        catch (Exception failure) when (DiskException.IsDisk(failure) && !DiskException.IsFull(failure))
        {
            return failure;
        }
    }

    /// <summary>One folder on the way.</summary>
    internal sealed class Level(string name, string target)
    {
        public string Name => name;
        public string Target => target;

        /// <summary>Its entry and that entry's number, once it was met.</summary>
        public ManifestEntry? Entry { get; set; }
        public int Ordinal { get; set; } = -1;
        public bool IsTaken { get; set; }

        public bool IsKnown { get; set; }
        public bool IsLink { get; set; }
        public Exception? Refusal { get; set; }
    }
}

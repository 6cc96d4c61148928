using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// The folder below which a restore may write, and the one rule that keeps it there: every name on the way is a plain name, and a
/// symbolic link on the way is gone through only if it ends at a folder below the destination and was made by someone who could have
/// written there anyway (root, the service's own user, or the owner of that folder). So a destination of "/" works with the
/// system's own links, and nobody can point a restore of their files at files that are not theirs.
/// </summary>
internal sealed class Destination
{
    private readonly bool _windows;

    private Destination(string root, bool windows) => (Root, _windows) = (root, windows);

    /// <summary>With every link resolved.</summary>
    public string Root { get; }

    /// <summary>Makes the folder where it is missing; EngineException where it cannot be used.</summary>
    public static Destination Open(string path, bool windowsPaths)
    {
        if (!Path.IsPathFullyQualified(path))
        {
            throw Unusable(path, "it is not absolute", null);
        }
        try
        {
            Directory.CreateDirectory(path);
            var root = OperatingSystem.IsLinux() ? LinuxFiles.RealPath(path) : Path.GetFullPath(path);
            return new(Path.TrimEndingDirectorySeparator(root), windowsPaths);
        }
        catch (Exception failure) when (DiskException.IsDisk(failure))
        {
            throw Unusable(path, DiskException.Error(path, failure).Message, failure);
        }
    }

    /// <summary>
    /// The names below the destination that a backed up path is made of, or null where it is no path a backup can have made ("..").
    /// A drive's letter becomes a folder, unless the destination is that drive.
    /// </summary>
    public string[]? Parts(string path)
    {
        var parts = path.Split(_windows ? ['\\', '/'] : ['/']);
        var skip = _windows && path.StartsWith(@"\\", StringComparison.Ordinal) ? 2 : _windows ? 0 : 1;
        if (parts.Length <= skip || parts.Take(skip).Any(part => part.Length > 0))
        {
            return null;
        }
        var names = parts.Skip(skip).ToList();
        if (_windows && skip == 0 && names[0] is [var drive, ':'])
        {
            names[0] = drive.ToString();
            if (string.Equals(Root, $@"{drive}:\", StringComparison.OrdinalIgnoreCase))
            {
                names.RemoveAt(0);
            }
        }
        if (names is [.., ""])
        {
            names.RemoveAt(names.Count - 1);
        }
        return names.All(IsPlain) ? [.. names] : null;
    }

    /// <summary>Whether a link that stands where a folder should be may be gone through.</summary>
    public bool MayFollow(string link, FileFacts facts)
    {
        if (FileFacts.OrNull(link, follow: true) is not { Kind: FileKind.Folder } folder)
        {
            return false;
        }
        var real = OperatingSystem.IsLinux() ? LinuxFiles.RealPath(link) : Directory.ResolveLinkTarget(link, true)!.FullName;
        var below = Path.EndsInDirectorySeparator(Root) ? Root : Root + Path.DirectorySeparatorChar;
        return (real == Root || real.StartsWith(below, StringComparison.Ordinal))
            && (!OperatingSystem.IsLinux() || facts.Uid == 0 || facts.Uid == LinuxFiles.User || facts.Uid == folder.Uid);
    }

    public static EngineException Unusable(string path, string why, Exception? inner) =>
        new(EngineFailure.DestinationUnusable, $"The destination {path} cannot be used: {why}.", inner);

    private static bool IsPlain(string name) =>
        name is not ("" or "." or "..") && name.AsSpan().IndexOfAny('\0', Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) < 0
        && !(OperatingSystem.IsWindows() && name.Contains(':'));
}

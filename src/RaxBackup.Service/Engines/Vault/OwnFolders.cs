using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// The engine's own folders, which no backup ever takes: the vault would grow by itself, and keys do not belong in a vault. Known by
/// their number where the platform has one, so that another mount or link does not hide them.
/// </summary>
internal sealed class OwnFolders(params string[] paths)
{
    private readonly List<(string Path, FileFacts Facts)> _folders =
        [.. paths.Select(path => (path, FileFacts.OrNull(path, follow: true))).Where(one => one.Item2 is not null).Select(one => (one.path, one.Item2!.Value))];

    public bool Contains(string path, FileFacts facts) => _folders.Any(own => OperatingSystem.IsLinux() ? facts.SameFile(own.Facts) : path == own.Path);
}

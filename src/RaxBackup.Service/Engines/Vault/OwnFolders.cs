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
    private readonly List<FileFacts> _folders = [.. paths.Select(path => FileFacts.OrNull(path, follow: true)).OfType<FileFacts>()];

    public bool Contains(string path, FileFacts facts) => OperatingSystem.IsLinux() ? _folders.Any(facts.SameFile) : paths.Contains(path);
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

namespace RaxBackup.Demo;

/// <summary>A folder with all that is below it; links are not followed.</summary>
internal static class Tree
{
    /// <summary>What it holds, by path relative to its root: a file's SHA-256, a link's target, or that it is a folder.</summary>
    public static SortedDictionary<string, string> Fingerprint(string root)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in Entries(root))
            found[Path.GetRelativePath(root, entry.FullName)] = IsLink(entry) ? $"link {entry.LinkTarget}" : entry is FileInfo file ? Hash(file) : "folder";
        return found;
    }

    /// <summary>One line for each path that is not the same in both.</summary>
    public static IReadOnlyList<string> Differences(SortedDictionary<string, string> before, SortedDictionary<string, string> after) =>
    [
        .. before.Where(entry => !after.ContainsKey(entry.Key)).Select(entry => $"missing: {entry.Key}"),
        .. before.Where(entry => after.TryGetValue(entry.Key, out var now) && now != entry.Value).Select(entry => $"differs: {entry.Key}"),
        .. after.Where(entry => !before.ContainsKey(entry.Key)).Select(entry => $"extra: {entry.Key}"),
    ];

    /// <summary>Deletes every third file and damages every fifth: as much as a bad day does.</summary>
    public static (int Deleted, int Damaged) Damage(string root)
    {
        var (deleted, damaged, at) = (0, 0, 0);
        foreach (var file in Files(root).ToList())
        {
            at++;
            if (at % 3 != 0 && at % 5 != 0)
                continue;
            file.IsReadOnly = false;
            if (at % 3 == 0)
            {
                file.Delete();
                deleted++;
            }
            else
            {
                File.WriteAllText(file.FullName, "damaged");
                damaged++;
            }
        }
        return (deleted, damaged);
    }

    /// <summary>Where a restore below a folder puts a path: the full path is made anew there.</summary>
    public static string Below(string destination, string source)
    {
        var root = Path.GetPathRoot(source)!;
        var drive = root.Length > 1 && root[1] == ':' ? root[..1] : "";
        return Path.Combine(destination, drive, source[root.Length..]);
    }

    public static void Remove(string root)
    {
        foreach (var file in Files(root).Where(file => file.IsReadOnly))
            file.IsReadOnly = false;
        Directory.Delete(root, recursive: true);
    }

    private static IEnumerable<FileInfo> Files(string root) => Entries(root).OfType<FileInfo>().Where(file => !IsLink(file));

    private static IEnumerable<FileSystemInfo> Entries(string root)
    {
        var folders = new Stack<DirectoryInfo>([new DirectoryInfo(root)]);
        while (folders.TryPop(out var folder))
        {
            foreach (var entry in folder.EnumerateFileSystemInfos())
            {
                if (entry is DirectoryInfo below && !IsLink(below))
                    folders.Push(below);
                yield return entry;
            }
        }
    }

    private static bool IsLink(FileSystemInfo entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static string Hash(FileInfo file)
    {
        using var stream = file.OpenRead();
        return Convert.ToHexString(SHA256.HashData(stream));
    }
}

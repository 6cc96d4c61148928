using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Enumeration;
using System.Linq;
using System.Security.Cryptography;
using RaxBackup.Service.Engines.Vault;

namespace RaxBackup.Service.Tests.Engines;

/// <summary>A tree as lines that two trees can be compared by: kind, mode, time to the nanosecond, contents.</summary>
internal static class TreePicture
{
    public static string[] Of(string root) =>
        Paths(root).Prepend(root).Order(StringComparer.Ordinal).Select(path => Line(root, path)).ToArray();

    private static IEnumerable<string> Paths(string root) => new FileSystemEnumerable<string>(
        root, (ref FileSystemEntry entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
    {
        ShouldRecursePredicate = (ref FileSystemEntry entry) => FileFacts.Of(entry.ToFullPath()).Kind == FileKind.Folder,
    };

    private static string Line(string root, string path)
    {
        var facts = FileFacts.Of(path);
        var holds = facts.Kind switch
        {
            FileKind.File => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))),
            FileKind.Link => new FileInfo(path).LinkTarget,
            _ => "",
        };
        return $"{Path.GetRelativePath(root, path)} {facts.Kind} {Convert.ToString(facts.Mode, 8)} {facts.Modified} {facts.Size} {holds}";
    }
}

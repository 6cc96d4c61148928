using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Paths of files as a person writes them: relative to where the prompt stands, with wildcards or literal.</summary>
internal static class FilePaths
{
    private const string FileSystem = "FileSystem";

    /// <summary>The files that a path names; FileNotFound where it is literal and there is none. A wildcard may match nothing.</summary>
    public static IReadOnlyList<string> Existing(PathIntrinsics paths, string path, bool isLiteral)
    {
        var files = (isLiteral ? [New(paths, path, isLiteral)] : Resolved(paths, path)).Where(System.IO.File.Exists).ToList();
        return files.Count > 0 || (!isLiteral && WildcardPattern.ContainsWildcardCharacters(path)) ? files : throw NotFound(path);
    }

    /// <summary>The full path of a file that need not exist yet; with wildcards it has to be one that does.</summary>
    public static string New(PathIntrinsics paths, string path, bool isLiteral)
    {
        if (!isLiteral && WildcardPattern.ContainsWildcardCharacters(path))
            return Existing(paths, path, isLiteral) is [var one] ? one : throw NoFile(path);
        try
        {
            var full = paths.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == FileSystem && full.IndexOf('\0') < 0 ? full : throw NoFile(path);
        }
        catch (System.Exception cause) when (IsOfPath(cause))
        {
            throw NoFile(path);
        }
    }

    /// <summary>What is there; in a path with wildcards, also one whose wildcards are escaped.</summary>
    private static IReadOnlyList<string> Resolved(PathIntrinsics paths, string path)
    {
        try
        {
            var all = paths.GetResolvedProviderPathFromPSPath(path, out var provider);
            return provider.Name == FileSystem ? all : throw NoFile(path);
        }
        catch (ItemNotFoundException)
        {
            return [];
        }
        catch (System.Exception cause) when (IsOfPath(cause))
        {
            throw NoFile(path);
        }
    }

    /// <summary>What PowerShell and the file system say of a path that can name nothing.</summary>
    private static bool IsOfPath(System.Exception cause) =>
        cause is DriveNotFoundException or ProviderNotFoundException or WildcardPatternException or System.ArgumentException
            or System.NotSupportedException or System.IO.PathTooLongException;

    private static RaxBackupException NotFound(string path) =>
        new(FailureKind.NotFound, nameof(Text.FileNotFound), Text.FileNotFound(path)) { Target = path };

    private static RaxBackupException NoFile(string path) =>
        new(FailureKind.InvalidRequest, nameof(Text.FilePathInvalid), Text.FilePathInvalid(path)) { Target = path };
}

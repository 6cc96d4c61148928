using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace RaxBackup.Cmdlets;

/// <summary>Where the dotnet is that can run the local service.</summary>
internal static class DotNetHost
{
    /// <summary>The exit code of dotnet where a framework is missing (FrameworkMissingFailure); Unix keeps its last byte.</summary>
    public const int FrameworkMissing = unchecked((int)0x80008096);

    private static readonly string FileName = Path.DirectorySeparatorChar == '\\' ? "dotnet.exe" : "dotnet";

    /// <summary>The dotnet to use; null where there is none.</summary>
    public static string? FindOrNull() => Candidates().FirstOrDefault(File.Exists);

    private static IEnumerable<string> Candidates()
    {
        if (Variable("DOTNET_HOST_PATH") is { } host)
            yield return host;
        foreach (var folder in Folders().Where(folder => folder.Length > 0))
            yield return Path.Combine(folder, FileName);
    }

    private static IEnumerable<string> Folders()
    {
        if (Variable("DOTNET_ROOT") is { } root)
            yield return root;
        foreach (var folder in (Variable("PATH") ?? "").Split(Path.PathSeparator))
            yield return folder;
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "dotnet");
        yield return "/usr/share/dotnet";
        yield return "/usr/lib/dotnet";
        yield return "/usr/local/share/dotnet";
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet");
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

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

    /// <summary>
    /// The dotnet to use: the one that DOTNET_HOST_PATH names, else the first that has the runtime, else the first there is (it will
    /// say itself what it lacks); null where there is none at all.
    /// </summary>
    public static string? FindOrNull()
    {
        if (Variable("DOTNET_HOST_PATH") is { } host)
            return File.Exists(host) ? host : null;
        var there = Folders().Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, FileName)).Where(File.Exists).ToList();
        return there.FirstOrDefault(HasRuntime) ?? there.FirstOrDefault();
    }

    private static bool HasRuntime(string host)
    {
        var runtimes = Path.Combine(Path.GetDirectoryName(host)!, "shared", "Microsoft.AspNetCore.App");
        return Directory.Exists(runtimes) && Directory.EnumerateDirectories(runtimes, "10.*").Any();
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

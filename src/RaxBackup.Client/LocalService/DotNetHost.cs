using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace RaxBackup.Client;

/// <summary>Where the dotnet is that can run the local service.</summary>
internal static class DotNetHost
{
    /// <summary>The exit code of dotnet where a framework is missing (FrameworkMissingFailure); Unix keeps its last byte.</summary>
    private const int FrameworkMissing = unchecked((int)0x80008096);

    private static readonly string FileName = Path.DirectorySeparatorChar == '\\' ? "dotnet.exe" : "dotnet";

    /// <summary>
    /// The dotnet to use: the one that DOTNET_HOST_PATH names, else the first that has the runtime, else the first there is (it will
    /// say itself what it lacks); null where there is none at all.
    /// </summary>
    public static string? FindOrNull() => FindOrNull(Environment.GetEnvironmentVariable, File.Exists, HasRuntime);

    /// <summary>The same by these variables and these files.</summary>
    public static string? FindOrNull(Func<string, string?> variable, Func<string, bool> exists, Func<string, bool> hasRuntime)
    {
        if (variable("DOTNET_HOST_PATH") is { Length: > 0 } host)
            return exists(host) ? host : null;
        var there = Folders(variable).Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, FileName)).Where(exists).ToList();
        return there.FirstOrDefault(hasRuntime) ?? there.FirstOrDefault();
    }

    /// <summary>Whether dotnet ended since it has not the framework that was asked for.</summary>
    public static bool LacksFramework(int exitCode) => (exitCode & 0xFF) == (FrameworkMissing & 0xFF);

    private static bool HasRuntime(string host)
    {
        var runtimes = Path.Combine(Path.GetDirectoryName(host)!, "shared", "Microsoft.AspNetCore.App");
        return Directory.Exists(runtimes) && Directory.EnumerateDirectories(runtimes, "10.*").Any();
    }

    private static IEnumerable<string> Folders(Func<string, string?> variable)
    {
        yield return variable("DOTNET_ROOT") ?? "";
        foreach (var folder in (variable("PATH") ?? "").Split(Path.PathSeparator))
            yield return folder;
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "dotnet");
        yield return "/usr/share/dotnet";
        yield return "/usr/lib/dotnet";
        yield return "/usr/local/share/dotnet";
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet");
    }
}

using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace RaxBackup.Benchmarks;

/// <summary>What the build has staged, and the PowerShell to run it in.</summary>
internal static class Built
{
    private static readonly string Root =
        typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static string Manifest => Path.Combine(Root, "out", "RaxBackup", "RaxBackup.psd1");

    /// <summary>A script of what is measured, or of what it is measured against.</summary>
    public static string Peer(string file) => Path.Combine(Root, "tests", "Benchmarks", "peers", file);

    /// <summary>The usage messages of the golden files.</summary>
    public static string Samples => Path.Combine(Root, "tests", "wire", "feeds");

    public static string Service => Path.Combine(Root, "out", "RaxBackup", "service", "RaxBackup.Service.dll");

    /// <summary>PowerShell on PATH; null, with one loud line, where there is none.</summary>
    public static string? PowerShellOrNull(string benchmark)
    {
        var name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (found is null)
            Console.WriteLine($"!!! THE BENCHMARK '{benchmark}' DID NOT RUN: no PowerShell on PATH (https://learn.microsoft.com/powershell/scripting/install) !!!");
        return found;
    }

    public static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    public static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}

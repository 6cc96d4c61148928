using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;

namespace RaxBackup.Conventions.Tests;

/// <summary>The built module as metadata, and the repository that it was built from.</summary>
internal static class Module
{
    public static readonly string Root = Metadata("RepositoryRoot");
    private static readonly string Bin = Path.Combine(Root, "out", "RaxBackup", "bin", "net8.0");
    private static readonly MetadataLoadContext Context = new(new PathAssemblyResolver(
        Directory.GetFiles(Bin, "*.dll").Append(Metadata("PowerShellReference"))
            .Concat(Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll"))));

    public static readonly Assembly Models = Context.LoadFromAssemblyPath(Path.Combine(Bin, "RaxBackup.dll"));
    public static readonly Assembly Client = Context.LoadFromAssemblyPath(Path.Combine(Bin, "RaxBackup.Client.dll"));
    public static readonly Assembly Commands = Context.LoadFromAssemblyPath(Path.Combine(Bin, "RaxBackup.Cmdlets.dll"));
    public static readonly Assembly PowerShell = Context.LoadFromAssemblyPath(Metadata("PowerShellReference"));

    public static IEnumerable<Command> AllCommands => Commands.GetTypes().Select(Command.FromOrNull).OfType<Command>().OrderBy(command => command.Name);

    /// <summary>Names of the manifest's CmdletsToExport.</summary>
    public static IEnumerable<string> ManifestCommands =>
        Regex.Matches(File.ReadAllText(Path.Combine(Root, "RaxBackup.psd1")), "'([A-Z][a-z]+-Rax[A-Za-z]+)'").Select(match => match.Groups[1].Value).Order();

    /// <summary>Source files of a folder of the repository, build output left out.</summary>
    public static IEnumerable<FileInfo> Sources(string folder, string pattern = "*.cs") =>
        new DirectoryInfo(Path.Combine(Root, folder)).EnumerateFiles(pattern, SearchOption.AllDirectories)
            .Where(file => !Regex.IsMatch(file.FullName, @"[/\\](bin|obj)[/\\]"));

    private static string Metadata(string key) =>
        typeof(Module).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}

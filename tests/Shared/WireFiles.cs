using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace RaxBackup.Tests;

/// <summary>
/// The golden files of tests/wire: what the reference texts show of the wire. The client's tests and the service's tests read the
/// same files, so that two independent readings of the API are held to one account of it.
/// </summary>
internal static class WireFiles
{
    /// <summary>The folder tests/wire.</summary>
    public static string Folder { get; } = typeof(WireFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "WireFolder").Value!;

    /// <summary>The names of the 33 operations: every folder with a route.txt.</summary>
    public static IReadOnlyList<string> Operations { get; } = [.. Directory.GetDirectories(Folder)
        .Where(folder => File.Exists(Path.Combine(folder, "route.txt"))).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    /// <summary>Method and path of an operation, such as ("GET", "/v1.0/{tenant_id}/agent/{machineAgentId}").</summary>
    public static (string Method, string Path) Route(string operation)
    {
        var parts = Text(operation, "route.txt").Trim().Split(' ');
        return (parts[0], parts[1]);
    }

    /// <summary>A JSON file by its name without extension: Read("EnableAgent", "request.enable").</summary>
    public static string Read(string operation, string name) => Text(operation, name + ".json");

    /// <summary>A feed entry: Feed("backup", "bandwidthIn-v1", "xml").</summary>
    public static string Feed(string service, string message, string format) => Text("feeds", service, $"{message}.{format}");

    /// <summary>Any file below tests/wire.</summary>
    public static string Text(params string[] path)
    {
        var file = Path.Combine([Folder, .. path]);
        return File.Exists(file)
            ? File.ReadAllText(file)
            : throw new FileNotFoundException($"There is no golden file {string.Join('/', path)}.", file);
    }

    /// <summary>Paths relative to tests/wire, with forward slashes: All("json"), All("json", "quirks").</summary>
    public static IReadOnlyList<string> All(string extension, string below = "") => [.. Directory
        .GetFiles(Path.Combine(Folder, below), "*." + extension, SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Conventions.Tests.Wire;

/// <summary>What there is for one operation, each as it is found in the sources and the tests.</summary>
internal sealed record WireRow(string Operation, string Route)
{
    public IReadOnlyList<string> Commands { get; init; } = [];
    /// <summary>Paths below tests/wire.</summary>
    public IReadOnlyList<string> Requests { get; init; } = [];
    /// <inheritdoc cref="Requests"/>
    public IReadOnlyList<string> Responses { get; init; } = [];
    /// <summary>Where the service answers it, method and path; null where it does not.</summary>
    public string? Served { get; init; }
    public IReadOnlyList<int> Documented { get; init; } = [];
    public IReadOnlyList<int> Tried { get; init; } = [];

    /// <summary>A row of the table.</summary>
    public override string ToString() =>
        $"| {Operation} | {Join(Commands)} | {Join(Requests.Select(Link))} | {Join(Responses.Select(Link))} | "
        + $"{(Served == null ? "–" : $"`{Served}`")} | {Join(Tried.Select(code => code.ToString()), " ")} |";

    private static string Link(string file) => $"[{Label(file)}](../tests/wire/{file})";

    // "request.stop.json" is "stop", "request.json" is "json", and "storage-v1.xml" is "storage-v1".
    private static string Label(string file) => file.Split('/')[^1].Split('.') switch
    {
        ["request" or "response", var variant, _] => variant,
        ["request" or "response", var format] => format,
        var name => name[0],
    };

    private static string Join(IEnumerable<string> parts, string between = ", ") => parts.Any() ? string.Join(between, parts) : "–";
}

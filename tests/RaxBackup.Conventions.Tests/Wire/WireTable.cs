using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using RaxBackup.Service.Routes;
using RaxBackup.Service.Tests;
using RaxBackup.Tests;

namespace RaxBackup.Conventions.Tests.Wire;

/// <summary>The rows of docs/wire.md: the Cloud Backup operations and those of the feeds.</summary>
internal static class WireTable
{
    private static readonly ILookup<string, int> Documented = WireFiles.Text("status-codes.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' ')).SelectMany(words => words.Skip(1).Select(code => (words[0], int.Parse(code)))).ToLookup();

    private static readonly ILookup<string, int> Tried =
        ((IEnumerable<object[]>)StatusTests.Documented).Select(row => ((string)row[0], (int)row[1])).ToLookup();

    private static readonly IReadOnlyList<string> Sent = [.. ((IEnumerable<object[]>)GoldenRequestTests.Requests).Select(row => (string)row[0])];

    public static IReadOnlyList<WireRow> Operations { get; } = [.. WireFiles.Operations.Select(Row)];

    /// <summary>A page and an entry of each of the feeds. The samples are entries, which pages are made of; each is there as JSON too.</summary>
    public static IReadOnlyList<WireRow> Feeds { get; } = [.. Directory.GetDirectories(Path.Combine(WireFiles.Folder, "feeds"))
        .Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)
        .SelectMany(feed => new[] { FeedRow("ListUsageEvents", feed, ""), FeedRow("GetUsageEvent", feed, "/entries/{id}") })];

    private static WireRow Row(string operation)
    {
        var route = WireFiles.Route(operation);
        var files = WireFiles.All("json", operation).Concat(WireFiles.All("txt", operation)).Order(StringComparer.Ordinal).ToList();
        return new(operation, $"{route.Method} {route.Path.Replace("/{tenant_id}", "")}")
        {
            Commands = [.. CommandCalls.Of(operation)],
            Requests = [.. Sent.Where(file => file.StartsWith(operation + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)],
            Responses = [.. files.Where(file => file.StartsWith(operation + "/response", StringComparison.Ordinal))],
            Served = ServedAt(operation),
            Documented = [.. Documented[operation]],
            Tried = [.. Tried[operation]],
        };
    }

    private static WireRow FeedRow(string operation, string feed, string entry) => new($"{operation} ({feed})", $"GET /{feed}/events/{{tid}}{entry}")
    {
        Commands = [.. CommandCalls.Of(operation)],
        Responses = WireFiles.All("xml", "feeds/" + feed),
        Served = ServedAt(operation)?.Replace("{feed}", feed),
    };

    private static string? ServedAt(string operation) =>
        Service.Routes.Operations.All.SingleOrDefault(served => served.Name == operation) is { } served ? $"{served.Method} {served.Path}" : null;

    /// <summary>A route without the names of its parameters, which are nobody's but the writer's.</summary>
    public static string Shape(string route) => Regex.Replace(route, @"\{\w+\}", "{}");

    private static ILookup<string, int> ToLookup(this IEnumerable<(string Operation, int Code)> codes) =>
        codes.ToLookup(code => code.Operation, code => code.Code);
}

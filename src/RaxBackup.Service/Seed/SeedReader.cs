using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RaxBackup.Service.Feeds;
using RaxBackup.Service.Simulation;

namespace RaxBackup.Service.Seed;

/// <summary>Reads a seed as a whole; <see cref="SeedException"/> says what is wrong, and where.</summary>
internal static class SeedReader
{
    public static readonly string[] Root =
        ["$schema", "tenant", "clock", "random", "users", "thisMachine", "scripts", "agents", "generate", "events"];

    public static readonly string[] ThisMachine = ["furtherAgents", "configurations"];
    public static readonly string[] Generate = ["agents", "events", "regions", "tenant", "historyDays"];

    private const int MostAgents = 100_000;
    private const int MostFurtherAgents = 100;

    // These every start takes from the file anew.
    private static readonly string[] OfEachStart = ["$schema", "users"];

    /// <summary>Reads the file's content for a service that starts at <paramref name="now"/>, unless the seed has a clock of its own.</summary>
    /// <param name="json">UTF-8, with or without a byte order mark; comments may stand in it.</param>
    /// <param name="folder">Where the files lie that the seed names.</param>
    /// <param name="now">The service's time.</param>
    /// <param name="frozenAt">The time of its clock, where the start says so and not the seed.</param>
    public static SeedPlan Read(ReadOnlyMemory<byte> json, string folder, DateTimeOffset now, DateTimeOffset? frozenAt = null)
    {
        using var document = JsonDocument.Parse(WithoutMark(json), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var root = new SeedNode(document.RootElement, "$").With(Root);
        _ = root.Find("$schema")?.Text();
        var own = root.Find("clock")?.Moment();
        var clock = frozenAt ?? own;
        var context = new SeedContext(clock ?? now, Scripts(root), folder);
        var users = SeedUserReader.Read(root, context);
        var machine = root.Find("thisMachine")?.With(ThisMachine);
        var generate = root.Find("generate")?.With(Generate);
        return new SeedPlan
        {
            Tenant = context.Tenant,
            Clock = clock,
            Random = (int)(root.Find("random")?.Whole(int.MinValue, int.MaxValue) ?? 1),
            Users = users,
            FurtherAgents = (int)(machine?.Find("furtherAgents")?.Whole(0, MostFurtherAgents) ?? 0),
            OwnConfigurations = machine?.Find("configurations") is { } list ? SeedConfigurationReader.ReadOwn(list, context) : [],
            Agents = [.. SeedAgentReader.Read(root, context), .. Generated(generate, context)],
            Events = SeedEventReader.Read(root, context),
            GeneratedEvents = generate?.Find("events") is { } events
                ? ((int)events.Whole(0, GeneratorOrder.Most), context.TenantOf(generate), context.Regions(generate.Find("regions"))) : default,
            Fingerprint = Fingerprint(root),
        };
    }

    private static Dictionary<string, AgentScript> Scripts(SeedNode root) => root.Find("scripts") is { } scripts
        ? scripts.Members().GroupBy(script => script.Name).ToDictionary(
            script => script.Key, script => script.Skip(1).Any()
                ? throw new SeedException(script.Last().Value.Path, "the member is there twice.")
                : SeedScriptReader.Read(script.Single().Value))
        : [];

    private static IEnumerable<SeedAgent> Generated(SeedNode? generate, SeedContext context) =>
        generate?.Find("agents")?.Whole(0, MostAgents) is > 0 and { } count
            ? new FleetGenerator(
                (int)count, context.Regions(generate.Find("regions")), context.TenantOf(generate), (int)(generate.Find("historyDays")?.Whole(0, 60) ?? 3), context.Now)
                .Make()
            : [];

    // All that makes the world, as it stands in the file, without what is secret.
    private static string? Fingerprint(SeedNode root)
    {
        var world = root.Members().Where(m => !OfEachStart.Contains(m.Name))
            .Where(m => m.Name != "thisMachine" || m.Value.Find("configurations") != null)
            .OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => $"{m.Name}:{m.Value.Raw}").ToList();
        return world.Count == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', world))));
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> json) =>
        json.Span.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json;
}

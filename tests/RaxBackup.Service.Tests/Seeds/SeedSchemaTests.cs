using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using RaxBackup.Service.Seed;
using RaxBackup.Service.State;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Service.Tests.Seeds;

/// <summary>The schema that editors are pointed at, and the reader: two accounts of one format that must not part.</summary>
public sealed class SeedSchemaTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(WireFiles.Folder, "..", ".."));
    private static readonly string Folder = Path.Combine(Root, "tests", "RaxBackup.Service.Tests", "Seeds");
    private static readonly string SchemaText = File.ReadAllText(Path.Combine(Root, "docs", "seed.schema.json"));
    private static readonly JsonSchema Schema = JsonSchema.FromJsonAsync(SchemaText).GetAwaiter().GetResult();

    private static readonly JsonNode Everything = Parse(File.ReadAllText(Path.Combine(Folder, "everything.json")));

    /// <summary>The members that the reader knows, by the schema's definition.</summary>
    private static readonly Dictionary<string, string[]> Members = new()
    {
        [""] = SeedReader.Root,
        ["properties/thisMachine"] = SeedReader.ThisMachine,
        ["properties/generate"] = SeedReader.Generate,
        ["definitions/user"] = SeedUserReader.User,
        ["definitions/script"] = SeedScriptReader.Script,
        ["definitions/backupRun"] = SeedScriptReader.Run,
        ["definitions/restoreRun"] = SeedScriptReader.Run,
        ["definitions/pastBackup"] = [.. SeedScriptReader.Run, .. SeedConfigurationReader.Backup],
        ["definitions/pastRestore"] = [.. SeedScriptReader.Run, .. SeedConfigurationReader.Restore],
        ["definitions/error"] = SeedScriptReader.Error,
        ["definitions/agent"] = SeedAgentReader.Agent,
        ["definitions/ownConfiguration"] = SeedConfigurationReader.Configuration,
        ["definitions/configuration"] = [.. SeedConfigurationReader.Configuration, .. SeedConfigurationReader.Past],
        ["definitions/toldEvent"] = SeedEventReader.Told,
        ["definitions/filedEvents"] = SeedEventReader.Filed,
    };

    public static TheoryData<string> Nodes => [.. Paths(Everything).Select(p => p.Path)];

    public static TheoryData<string> Objects => [.. Paths(Everything).Where(p => p.Node is JsonObject && !IsOpen(p.Path)).Select(p => p.Path)];

    [Fact]
    public void The_schema_has_the_members_that_the_reader_knows()
    {
        var schema = JsonNode.Parse(SchemaText)!;
        foreach (var (place, members) in Members)
        {
            var node = place.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(schema, (at, name) => at[name]!);
            Assert.Equal(members.Order(StringComparer.Ordinal), node["properties"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));
            Assert.False(node["additionalProperties"]!.GetValue<bool>());
        }

        Assert.Equal(schema["definitions"]!.AsObject().Count, Members.Keys.Count(place => place.StartsWith("definitions/", StringComparison.Ordinal)));
        Assert.Equal(
            SeedEventReader.Messages.Keys, schema["definitions"]!["toldEvent"]!["properties"]!["message"]!["enum"]!.AsArray().Select(m => m!.GetValue<string>()));
        Assert.Equal(13, SeedEventReader.Messages.Values.Distinct().Count());
    }

    [Fact]
    public void The_example_with_every_member_has_every_member()
    {
        var told = Paths(Everything).Select(p => p.Path.Split('.')[^1].Split('[')[0]).ToHashSet();
        Assert.DoesNotContain(Members.Values.SelectMany(m => m), m => !told.Contains(m));
        Assert.Empty(Schema.Validate(Everything.ToJsonString()));
        var plan = Read(Everything);
        Assert.Equal((2, 1, 1, 25, 2), (plan.Users.Count, plan.FurtherAgents, plan.OwnConfigurations.Count, plan.Agents.Count, plan.Events.Count));
    }

    [Fact]
    public void The_ready_made_seeds_and_the_examples_of_the_page_fit_both()
    {
        Assert.Equal(["fleet", "small"], SeedSource.Names);
        var page = File.ReadAllText(Path.Combine(Root, "docs", "seed.md"));
        var examples = page.Split("```json").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]).ToList();
        Assert.NotEmpty(examples);
        foreach (var text in examples.Concat(SeedSource.Names.Select(name => File.ReadAllText(Path.Combine(Root, "src/RaxBackup.Service/Seed/Ready", name + ".json")))))
        {
            var seed = Parse(text);
            Assert.Empty(Schema.Validate(seed.ToJsonString()).Select(e => e.ToString()));
            Read(seed);
        }
    }

    [Theory]
    [MemberData(nameof(Nodes))]
    public void A_value_of_the_wrong_kind_is_told_by_its_path(string path)
    {
        // The values of an event can be texts, numbers and flags.
        JsonNode wrong = Find(Everything, path) is JsonArray ? "text" : new JsonArray();
        var seed = With(Everything, path, wrong);
        var failure = Assert.Throws<SeedException>(() => Read(seed));
        Assert.StartsWith(path, failure.Message, StringComparison.Ordinal);
        Assert.Contains(" was expected, and ", failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(Schema.Validate(seed.ToJsonString()));
        Assert.Throws<SeedException>(() => Read(With(Everything, path, null)));
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void A_member_that_nobody_knows_is_told_by_its_path(string path)
    {
        var seed = Everything.DeepClone();
        Find(seed, path).AsObject()["naem"] = "x";
        Assert.StartsWith(path + ".naem: there is no such member", Assert.Throws<SeedException>(() => Read(seed)).Message, StringComparison.Ordinal);
        Assert.NotEmpty(Schema.Validate(seed.ToJsonString()));
    }

    private static SeedPlan Read(JsonNode seed) => SeedReader.Read(Encoding.UTF8.GetBytes(seed.ToJsonString()), Folder, RunningService.Start);

    private static JsonNode Parse(string text) => JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;

    // Their members are names and values that the seed chooses.
    private static bool IsOpen(string path) => path.EndsWith(".values", StringComparison.Ordinal) || path.EndsWith(".scripts", StringComparison.Ordinal);

    private static IEnumerable<(string Path, JsonNode Node)> Paths(JsonNode node)
    {
        yield return (node.GetPath(), node);
        var below = node switch
        {
            JsonObject some => some.Select(m => m.Value!),
            JsonArray list => list.Select(i => i!),
            _ => [],
        };
        foreach (var inner in below.SelectMany(Paths))
        {
            yield return inner;
        }
    }

    private static JsonNode Find(JsonNode root, string path) => Paths(root).Single(p => p.Path == path).Node;

    private static JsonNode With(JsonNode root, string path, JsonNode? value)
    {
        if (path == "$")
        {
            return value ?? JsonValue.Create(1);
        }

        var copy = root.DeepClone();
        Find(copy, path).ReplaceWith(value);
        return copy;
    }
}

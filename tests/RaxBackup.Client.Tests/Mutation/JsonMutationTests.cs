using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RaxBackup.Client.DesiredState;
using RaxBackup.Client.Json;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Client.Tests.Mutation;

/// <summary>
/// Valid answers, mutated: what comes of them is a model that says what the answer says, or the one failure; never another
/// exception, and never another value.
/// </summary>
public sealed class JsonMutationTests
{
    private static readonly Dictionary<string, (Type Type, Func<string, IReadOnlyList<object>> Read)> Readers = new()
    {
        ["GetAgent"] = One<Agent>(),
        ["GetAgentByHostServer"] = One<Agent>(),
        ["UpdateAgent"] = One<Agent>(),
        ["ListAgents"] = Many<Agent>(),
        ["CreateConfiguration"] = One<BackupConfiguration>(),
        ["GetConfiguration"] = One<BackupConfiguration>(),
        ["EnableConfiguration"] = One<BackupConfiguration>(),
        ["ListConfigurations"] = Many<BackupConfiguration>(),
        ["ListAgentConfigurations"] = Many<BackupConfiguration>(),
        ["GetBackup"] = One<Backup>(),
        ["GetBackupReport"] = One<BackupReport>(),
        ["ListCompletedBackups"] = Many<CompletedBackup>(),
        ["ListRestorePoints"] = Many<RestorePoint>(),
        ["CreateRestore"] = One<Restore>(),
        ["GetRestore"] = One<Restore>(),
        ["GetRestoreReport"] = One<RestoreReport>(),
        ["ListRestoreItems"] = Many<RestoreItem>(),
        ["ListActivity"] = Many<Activity>(),
        ["ListAgentActivity"] = Many<Activity>(),
    };

    /// <summary>Every golden answer, and every answer of a quirk.</summary>
    private static readonly (string Operation, string Body)[] Answers =
    [
        .. Readers.Keys.Select(operation => (operation, WireFiles.Read(operation, "response"))),
        .. WireFiles.All("json", "quirks").Select(file => JsonDocument.Parse(WireFiles.Text(file)).RootElement)
            .SelectMany(quirk => quirk.GetProperty("answers").EnumerateArray().Select(answer => (quirk.GetProperty("operation").GetString()!, answer.GetString()!)))
            .Where(answer => Readers.ContainsKey(answer.Item1)),
    ];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Answers.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void The_second_reading_agrees_about_every_answer_as_it_is(int index) => Check(Answers[index].Operation, Answers[index].Body);

    [Property(MaxTest = 50000, Replay = Chance.Seed)]
    public Property Other_values_are_read_as_what_they_are_or_not_at_all() => Prop.ForAll(
        (from answer in Gen.Elements(Answers.Where(answer => IsStrict(answer.Body)).ToArray())
         from first in TreeMutation.Of(answer.Body)
         from mutated in Gen.OneOf(Gen.Constant(first), TreeMutation.Of(first))
         select (answer.Operation, mutated)).ToArbitrary(),
        given => Check(given.Operation, given.mutated));

    [Property(MaxTest = 5000, Replay = Chance.Seed)]
    public Property Damaged_texts_are_read_as_what_they_are_or_not_at_all() => Prop.ForAll(
        (from answer in Gen.Elements(Answers)
         from mutated in TextMutation.Of(answer.Body)
         select (answer.Operation, mutated)).ToArbitrary(),
        given => Check(given.Operation, given.mutated));

    private static void Check(string operation, string body)
    {
        var (type, read) = Readers[operation];
        IReadOnlyList<object>? models = null;
        try
        {
            models = read(body);
            foreach (var configuration in models.OfType<BackupConfiguration>()) CheckUse(configuration);
        }
        catch (RaxBackupException failure)
        {
            Assert.Contains(failure.ErrorId, new[] { "AnswerUnreadable", "ItemUnknown" });
        }

        if (Regex.IsMatch(body, @"(?<![0-9.eE+""])0[0-9]")) return; // a bare number with leading zeros, which the service sends, is not JSON
        try
        {
            using var json = JsonDocument.Parse(body.TrimStart('\uFEFF'), new JsonDocumentOptions { MaxDepth = 64 });
            var isList = operation.StartsWith("List", StringComparison.Ordinal);
            if (isList && json.RootElement.ValueKind == JsonValueKind.Null) return;
            if (isList && json.RootElement.ValueKind != JsonValueKind.Array) throw new FormatException("no list");
            var elements = isList ? json.RootElement.EnumerateArray().ToArray() : [json.RootElement];
            Assert.True(models == null || models.Count == elements.Length, $"there are more or fewer: {body}");
            var told = elements.Select((element, index) => WireOracle.Compare(models?[index], type, element)).FirstOrDefault(difference => difference != null);
            Assert.True(told == null, $"{told}: {body}");
            Assert.True(models != null || WireOracle.HasHugeNumber(json.RootElement), $"it is readable, but was not read: {body}");
        }
        catch (Exception cause) when (cause is AmbiguousMatchException or InvalidOperationException)
        {
            // Two fields of one name: either is told. Half a character of UTF-16: the second reading cannot represent it.
        }
        catch (Exception cause) when (cause is FormatException or JsonException or ArgumentException)
        {
            Assert.True(models == null, $"it should not have been read ({cause.Message}): {body}");
        }
    }

    /// <summary>Whatever was read can be used: shown, written to a file, sent back; or refused in our own words.</summary>
    private static void CheckUse(BackupConfiguration configuration)
    {
        Schedule.Derive(configuration, QuickTime.Start);
        var settings = ConfigurationSettings.Of(configuration);
        if (settings.HasSchedule) WireJson.Write(settings.ToDraft(1));
        ConfigurationFile.ToText([new(configuration.MachineName, settings)]);
    }

    private static bool IsStrict(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static (Type, Func<string, IReadOnlyList<object>>) One<T>() where T : class => (typeof(T), body => [Samples.One<T>(body)]);

    private static (Type, Func<string, IReadOnlyList<object>>) Many<T>() where T : class => (typeof(T), Samples.Many<T>);
}

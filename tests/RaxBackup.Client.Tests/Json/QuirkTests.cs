using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using RaxBackup.Client.Http;
using RaxBackup.Client.Json;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Client.Tests.Json;

/// <summary>The oddities of the wire, one file each: several answers that must all be read alike.</summary>
public sealed class QuirkTests
{
    public static TheoryData<string> Files => [.. WireFiles.All("json", "quirks")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_answer_of_a_quirk_is_read_as_expected(string file)
    {
        using var document = JsonDocument.Parse(WireFiles.Text(file));
        var quirk = document.RootElement;
        var expected = quirk.GetProperty("expect");
        foreach (var body in quirk.GetProperty("answers").EnumerateArray())
        {
            var read = Samples.ReadAs(quirk.GetProperty("operation").GetString()!, body.GetString()!);
            if (expected.ValueKind != JsonValueKind.Object)
            {
                Assert.Equal(expected.ToString(), Convert.ToString(read, CultureInfo.InvariantCulture));
                continue;
            }
            foreach (var property in expected.EnumerateObject()) AssertAlike(property.Value, ValueAt(read!, property.Name), $"{property.Name} of {body}");
        }
    }

    [Fact]
    public void The_text_of_a_state_or_size_is_kept_as_it_came()
    {
        Assert.Equal("Completed WithErrors", WireJson.Read<Backup>(Pipelines.Answered("{\"BackupId\":1,\"CurrentState\":\"Completed WithErrors\"}")).StateText);
        Assert.Equal("35.3 KB", WireJson.Read<Agent>(Pipelines.Answered("{\"MachineAgentId\":1,\"BackupVaultSize\":\"35.3 KB\"}")).BackupVaultSize);
        Assert.Equal("3.7 GB", WireJson.Read<BackupReport>(Pipelines.Answered("{\"BackupId\":1,\"BytesSearched\":\"3.7 GB\"}")).BytesSearchedText);
    }

    [Theory]
    [InlineData("\"FilePath\":\"/gr?n\",\"FilePathEncoded\":\"L2RhdGEvZ3LDvG4=\"")]
    [InlineData("\"FilePathEncoded\":\"L2RhdGEvZ3LDvG4=\",\"FilePath\":\"/gr?n\"")]
    public void The_encoded_path_wins_whichever_comes_first(string both)
    {
        Assert.Equal("/data/grün", Samples.Many<RestoreItem>($"[{{{both}}}]")[0].FilePath);
        Assert.Equal("/data/grün", Samples.One<BackupConfiguration>($"{{\"BackupConfigurationId\":1,\"Inclusions\":[{{{both}}}]}}").Inclusions[0].FilePath);
    }

    private static object? ValueAt(object read, string path) =>
        path.Split('.').Aggregate((object?)read, (value, name) => value!.GetType().GetProperty(name)!.GetValue(value));

    private static void AssertAlike(JsonElement expected, object? actual, string what)
    {
        object? wanted = (expected.ValueKind, actual) switch
        {
            (JsonValueKind.Null, _) => null,
            (_, DateTimeOffset) => expected.GetDateTimeOffset(),
            (_, Enum) => Enum.Parse(actual.GetType(), expected.GetString()!),
            (JsonValueKind.True or JsonValueKind.False, _) => expected.GetBoolean(),
            (JsonValueKind.Number, _) => expected.GetInt64(),
            _ => expected.GetString(),
        };
        Assert.True(Equals(wanted, actual), $"{what} is {actual}, not {wanted}");
    }
}

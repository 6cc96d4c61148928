using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RaxBackup.Client.Feeds;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Client.Tests.Mutation;

/// <summary>Valid feeds in JSON, mutated: what is JSON says what it says, what is not is mended or the one failure.</summary>
public sealed class JsonFeedMutationTests
{
    private const string Tricky = "\"\\,:{}[] a1nu\n";

    private static readonly string[] Entries = [.. WireFiles.All("json", "feeds").Select(file => WireFiles.Text(file))];

    private static readonly string[] Pages =
    [
        .. Entries,
        $"{{\"feed\":{{\"entry\":[{string.Join(',', Entries.Take(3).Select(entry => JsonNode.Parse(entry)!["entry"]!.ToJsonString()))}],\"link\":[{{\"rel\":\"next\",\"href\":\"?n\"}}]}}}}",
    ];

    [Property(MaxTest = 3000, Replay = Chance.Seed)]
    public Property Other_values_are_read_as_what_they_are_or_not_at_all() => Prop.ForAll(
        Gen.Elements(Pages).SelectMany(TreeMutation.Of).ToArbitrary(), Check);

    [Property(MaxTest = 5000, Replay = Chance.Seed)]
    public Property Damaged_pages_are_read_as_what_they_are_or_not_at_all() => Prop.ForAll(
        Gen.Elements(Pages).SelectMany(TextMutation.Of).ToArbitrary(), Check);

    /// <summary>A text as the feeds' writer leaves it: the very text, or a failure; never another text, and nothing else changed.</summary>
    [Property(MaxTest = 5000, Replay = Chance.Seed)]
    public Property A_text_that_is_not_escaped_is_never_read_as_another() => Prop.ForAll(
        Gen.Elements(Tricky.ToCharArray()).ListOf().Select(letters => string.Concat(letters)).ToArbitrary(), text =>
        {
            const string Mark = "@@";
            var page = Entries.First(entry => entry.Contains("MyVolume", StringComparison.Ordinal)).Replace("MyVolume", Mark, StringComparison.Ordinal);
            var written = page.Replace(Mark, text, StringComparison.Ordinal);
            if (Read(written) is not { } feed) return;
            var (entry, plain) = (feed.Entries.Single(), FeedReading.Read(page).Entries.Single());
            var isJson = TryParse(written, out var tree);
            var meant = isJson ? (string?)tree!["entry"]!["content"]!["event"]!["resourceName"] : Meant(text);
            Assert.Equal(meant?.Trim() is { Length: > 0 } told ? told : null, entry.ResourceName);
            if (isJson) return;
            (entry.ResourceName, plain.ResourceName) = (null, null);
            Assert.Equal(JsonSerializer.Serialize(plain), JsonSerializer.Serialize(entry));
        });

    [Theory]
    [InlineData("xml")]
    [InlineData("json")]
    public void A_page_cut_off_at_any_byte_is_never_read(string form)
    {
        foreach (var file in WireFiles.All(form, "feeds"))
        {
            var page = Encoding.UTF8.GetBytes(WireFiles.Text(file).TrimEnd());
            for (var length = 0; length < page.Length; length++)
            {
                var failure = Assert.Throws<RaxBackupException>(() => FeedReading.Read(page[..length]));
                Assert.Equal("AnswerUnreadable", failure.ErrorId);
            }
        }
    }

    [Property(MaxTest = 2000, Replay = Chance.Seed)]
    public Property Any_bytes_are_a_feed_or_a_failure() => Prop.ForAll(
        (from start in Gen.Elements<byte[]>([], [0x1F, 0x8B], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], "<feed"u8.ToArray(), "{\"feed\":"u8.ToArray(), "<?xml encoding='"u8.ToArray())
         from rest in Gen.Choose(0, 255).Select(value => (byte)value).ListOf()
         select (byte[])[.. start, .. rest]).ToArbitrary(), bytes =>
        {
            try
            {
                FeedReading.Read(bytes);
            }
            catch (RaxBackupException failure)
            {
                Assert.Equal("AnswerUnreadable", failure.ErrorId);
            }
        });

    private static void Check(string page)
    {
        var feed = Read(page);
        if (!TryParse(page, out var tree)) return;
        var entries = tree is JsonObject root && root.Count == 1 ? (root["entry"], (root["feed"] as JsonObject)?["entry"]) switch
        {
            (JsonObject one, _) => [one],
            (null, JsonArray many) => many.OfType<JsonObject>().ToArray(),
            _ => [],
        } : [];
        if (feed == null) return;
        Assert.Equal(entries.Length, feed.Entries.Count);
        foreach (var (json, entry) in entries.Zip(feed.Entries))
        {
            var core = (json["content"] as JsonObject)?["event"];
            Assert.Equal(Text(json["id"]), entry.Id);
            if (entry.Product == null) continue;
            Assert.Equal(Text(core!["resourceName"]), entry.ResourceName);
            Assert.Equal(Text(core["product"]!["serviceCode"]), entry.Product.ServiceCode);
            foreach (var (name, value) in Counters(entry.Product)) Assert.Equal(decimal.Parse(Text(core["product"]![name])!, NumberStyles.Float, CultureInfo.InvariantCulture), value);
        }
    }

    private static Dictionary<string, decimal> Counters(UsageProduct product) => product switch
    {
        BackupBandwidthIn one => new() { ["bandwidthIn"] = one.BandwidthIn },
        BackupStorage one => new() { ["storage"] = one.Storage },
        FilesBandwidth one => new() { ["bandwidthIn"] = one.BandwidthIn, ["bandwidthOut"] = one.BandwidthOut },
        FilesStorage one => new() { ["disk"] = one.Disk, ["freeops"] = one.Freeops, ["costops"] = one.Costops },
        VolumeUsage one => new() { ["provisioned"] = one.Provisioned },
        DatabaseUsage one => new() { ["memory"] = one.Memory },
        _ => [],
    };

    private static Feed? Read(string page)
    {
        try
        {
            return FeedReading.Read(page);
        }
        catch (RaxBackupException failure)
        {
            Assert.Equal("AnswerUnreadable", failure.ErrorId);
            return null;
        }
    }

    private static bool TryParse(string page, out JsonNode? tree)
    {
        try
        {
            tree = JsonNode.Parse(page.TrimStart('\uFEFF'));
            _ = tree?.ToJsonString(); // a name that comes twice is found only here
            return true;
        }
        catch (Exception none) when (none is JsonException or ArgumentException)
        {
            tree = null;
            return false;
        }
    }

    private static string? Text(JsonNode? node)
    {
        if (node is not JsonValue value) return null;
        var text = value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.Number => decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture) is var number && number == "-0" ? "0" : number,
            _ => value.ToJsonString(),
        };
        return text.Trim() is { Length: > 0 } told ? told : null;
    }

    /// <summary>What stands between the quotes, where JSON's escapes are still its own and every other sign stands for itself.</summary>
    private static string Meant(string text)
    {
        var meant = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var next = text[i] == '\\' && i + 1 < text.Length ? text[i + 1] : ' ';
            if (text[i] != '\\' || "\"\\/bfnrt".IndexOf(next) < 0) meant.Append(text[i]);
            else meant.Append(text[++i] switch { 'n' => '\n', 'b' => '\b', 'f' => '\f', 'r' => '\r', 't' => '\t', var same => same });
        }
        return meant.ToString();
    }
}

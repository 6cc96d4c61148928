using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Client.Tests.Wire;

/// <summary>The golden files are complete and sound; what they mean is tested where they are read.</summary>
public sealed class GoldenFilesTests
{
    public static TheoryData<string> JsonFiles => [.. WireFiles.All("json")];

    public static TheoryData<string> XmlFiles => [.. WireFiles.All("xml")];

    public static TheoryData<string> QuirkFiles => [.. WireFiles.All("json", "quirks")];

    [Theory]
    [MemberData(nameof(JsonFiles))]
    public void Every_json_file_parses_strictly(string file)
    {
        using var document = JsonDocument.Parse(WireFiles.Text(file));
        Assert.NotEqual(JsonValueKind.Undefined, document.RootElement.ValueKind);
    }

    [Theory]
    [MemberData(nameof(XmlFiles))]
    public void Every_xml_file_is_one_atom_entry(string file)
    {
        using var reader = XmlReader.Create(new StringReader(WireFiles.Text(file)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var root = XDocument.Load(reader).Root!;
        Assert.Equal(XName.Get("entry", "http://www.w3.org/2005/Atom"), root.Name);
        Assert.Single(root.Descendants(XName.Get("event", "http://docs.rackspace.com/core/event")));
    }

    [Fact]
    public void There_are_33_operations_with_the_methods_of_the_reference()
    {
        var methods = WireFiles.Operations.Select(operation => WireFiles.Route(operation).Method).CountBy(method => method).ToDictionary();
        Assert.Equal(new Dictionary<string, int> { ["GET"] = 15, ["POST"] = 11, ["PUT"] = 5, ["DELETE"] = 2 }, methods);
    }

    [Fact]
    public void No_two_operations_share_a_route() =>
        Assert.Equal(33, WireFiles.Operations.Select(WireFiles.Route).Distinct().Count());

    [Fact]
    public void There_are_39_samples_and_three_bare_bodies()
    {
        var kinds = WireFiles.Operations.SelectMany(operation => WireFiles.All("json", operation)).Select(KindOf).ToList();
        Assert.Equal(39, kinds.Count(kind => kind is JsonValueKind.Object or JsonValueKind.Array));
        Assert.Equal(3, kinds.Count(kind => kind is JsonValueKind.Number or JsonValueKind.String));
    }

    [Fact]
    public void There_are_13_feed_messages_in_both_formats()
    {
        var xml = WireFiles.All("xml", "feeds");
        Assert.Equal(13, xml.Count);
        Assert.Equal(xml.Select(file => Path.ChangeExtension(file, "json")), WireFiles.All("json", "feeds"));
    }

    [Fact]
    public void Every_mended_file_is_named_in_the_readme()
    {
        var readme = WireFiles.Text("README.md");
        string[] mended =
        [
            "GetAgentByHostServer/response.json", "ListAgents/response.json", "CreateRestore/request.json", "CreateRestore/response.json",
            "GetRestore/response.json", "GetRestoreReport/response.json", "StartRestore/request.start-encrypted.json", "feeds/backup/storage-v1.xml",
        ];
        Assert.All(mended, file => Assert.Contains($"`{file}`", readme, StringComparison.Ordinal));
        Assert.All(mended, file => Assert.True(File.Exists(Path.Combine(WireFiles.Folder, file)), file));
    }

    [Fact]
    public void Nothing_of_the_damaged_pages_is_left() => Assert.All(
        WireFiles.Operations.SelectMany(operation => WireFiles.All("json", operation)),
        file => Assert.DoesNotContain("protected]", WireFiles.Text(file), StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(QuirkFiles))]
    public void Every_quirk_says_what_is_expected_of_several_answers_to_an_operation(string file)
    {
        using var document = JsonDocument.Parse(WireFiles.Text(file));
        var quirk = document.RootElement;
        Assert.NotEmpty(quirk.GetProperty("quirk").GetString()!);
        Assert.NotEmpty(quirk.GetProperty("expectation").GetString()!);
        Assert.Contains(quirk.GetProperty("operation").GetString()!, WireFiles.Operations);
        Assert.True(quirk.GetProperty("answers").EnumerateArray().Select(answer => answer.GetString()).Distinct().Count() >= 2, file);
        Assert.NotEqual(JsonValueKind.Null, quirk.GetProperty("expect").ValueKind);
    }

    private static JsonValueKind KindOf(string file)
    {
        using var document = JsonDocument.Parse(WireFiles.Text(file));
        return document.RootElement.ValueKind;
    }
}

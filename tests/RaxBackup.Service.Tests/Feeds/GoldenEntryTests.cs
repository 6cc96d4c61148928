using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using System.Xml.Linq;
using RaxBackup.Service.Feeds;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Service.Tests.Feeds;

/// <summary>The thirteen samples of the documents: they come back as they were published, and the service's own events are made like them.</summary>
public sealed class GoldenEntryTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly XNamespace Core = "http://docs.rackspace.com/core/event";

    public static TheoryData<string> Samples => new(WireFiles.All("xml", "feeds"));

    [Theory, MemberData(nameof(Samples))]
    public async Task A_sample_that_is_published_reads_the_same_in_both_forms(string file)
    {
        var (feed, xml) = (file.Split('/')[1], WireFiles.Text(file.Split('/')));
        var id = Assert.Single(await service.PublishAsync(xml, feed));
        var address = $"{service.Path(feed)}/entries/{id}";
        Assert.Equal(Normal(XElement.Parse(xml)), Normal(XElement.Parse((await service.PageAsync(address)).ToString())));

        var expected = JsonNode.Parse(WireFiles.Text(file.Replace(".xml", ".json").Split('/')))!;
        var actual = JsonNode.Parse((await service.JsonAsync(address)).Text)!;
        Assert.EndsWith(id, (string)actual["entry"]!["link"]![0]!["href"]!);
        foreach (var entry in new[] { expected["entry"]!.AsObject(), actual["entry"]!.AsObject() })
        {
            entry.Remove("link");
            // The sample in JSON has lost all but one.
            if (file.EndsWith("dbaas-v1.xml", StringComparison.Ordinal))
            {
                entry.Remove("category");
            }
        }

        Assert.True(JsonNode.DeepEquals(expected, actual), $"{expected}\n{actual}");
    }

    [Theory, MemberData(nameof(Samples))]
    public void An_event_of_the_services_own_looks_like_the_sample(string file)
    {
        var sample = XElement.Parse(WireFiles.Text(file.Split('/')));
        var (element, product) = (sample.Descendants(Core + "event").Single(), sample.Descendants().Single(e => e.Name.LocalName == "product"));
        string? Of(string name) => (string?)element.Attribute(name);
        var message = UsageMessage.All.Single(
            m => m.Feed == file.Split('/')[1] && m.Namespace == product.Name.NamespaceName && m.Version == (string?)product.Attribute("version"));
        var made = new UsageEvent(message, Of("tenantId")!, Of("region")!)
        {
            Id = Guid.Parse(sample.Element(FeedCalls.Atom + "id")!.Value.Trim()["urn:uuid:".Length..]),
            EventId = Guid.Parse(Of("id")!),
            Type = Of("type")!,
            Version = Of("version")!,
            ResourceId = Of("resourceId"),
            ResourceName = Of("resourceName"),
            RootAction = Of("rootAction"),
            Environment = Of("environment"),
            From = DateTimeOffset.Parse(Of("startTime") ?? Of("eventTime")!),
            To = DateTimeOffset.Parse(Of("endTime") ?? Of("eventTime")!),
            Values = product.Attributes().ToDictionary(a => a.Name.LocalName, a => a.Value),
        };
        var entry = made.ToEntry(new FeedName(message.Feed, "DFW", "1234"), DateTimeOffset.Parse(sample.Element(FeedCalls.Atom + "updated")!.Value));
        Assert.Equal(Normal(sample), Normal(XElement.Parse(Encoding.UTF8.GetString(entry.Xml))));
    }

    /// <summary>Elements with names, attributes in their order, and texts; without blanks, namespace declarations and the address of the link.</summary>
    private static string Normal(XElement element)
    {
        var attributes = element.Attributes().Where(a => !a.IsNamespaceDeclaration && a.Name != "href").Select(a => $" {a.Name}={a.Value}");
        var children = element.Elements().Select(Normal);
        var text = element.HasElements ? "" : element.Value.Trim();
        return $"<{element.Name}{string.Concat(attributes)}>{string.Concat(children)}{(text.Length == 23 && text[10] == 'T' ? text + "Z" : text)}";
    }
}

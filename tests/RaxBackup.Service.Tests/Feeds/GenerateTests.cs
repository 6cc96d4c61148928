using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests.Feeds;

/// <summary>Events made up by the service.</summary>
public sealed class GenerateTests : IAsyncLifetime
{
    private static readonly XNamespace Core = "http://docs.rackspace.com/core/event";

    private readonly RunningService _service = new();

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task All_messages_come_in_all_their_variants_shared_among_feeds_and_regions()
    {
        await _service.GenerateAsync("""{"count":6001,"seed":7}""");
        var (counts, kinds) = (new List<int>(), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var feed in new[] { "backup", "cbs", "files", "dbaas" })
        {
            foreach (var region in new[] { "dfw", "ord", "iad" })
            {
                var entries = await _service.AllAsync(_service.Path(feed, region) + "?limit=400");
                counts.Add(entries.Count);
                kinds.UnionWith(entries.Select(Kind));
                Assert.All(entries.Descendants(Core + "event"), e => Assert.Equal(region.ToUpperInvariant(), e.Attribute("region")!.Value));
            }
        }

        Assert.Equal((6001, 500, 501), (counts.Sum(), counts.Min(), counts.Max()));
        Assert.Equal(
            [
                "cbs v1 VOLUME USAGE 1", "cbs/snapshot v1 VOLUME USAGE 1", "cloudbackup/bandwidthIn v1 AGENT USAGE 1",
                "cloudbackup/bandwidthOut v1 AGENT USAGE 1", "cloudbackup/license v1 AGENT USAGE 1", "cloudbackup/license v3 AGENT USAGE_SNAPSHOT 1",
                "cloudbackup/storage v1 AGENT USAGE 1", "cloudbackup/storage v1 AGENT USAGE 2", "cloudbackup/verification v1 AGENT USAGE 1",
                "cloudfiles/bandwidth v1  USAGE 1", "cloudfiles/cdnbandwidth v1  USAGE 1", "cloudfiles/storage v1  USAGE 1",
                "cloudfiles/storage v1  USAGE 2",
            ],
            kinds.Where(k => !k.StartsWith("dbaas", StringComparison.Ordinal)));
        Assert.Subset(kinds, new HashSet<string> { "dbaas v1 MYSQL USAGE 1", "dbaas v2 REDIS USAGE 2", "dbaas v3 MYSQL USAGE 2" });

        static string Kind(XElement entry)
        {
            var product = entry.Descendants().Single(e => e.Name.LocalName == "product");
            string? Of(string name) => (string?)product.Attribute(name) ?? (name == "resourceType" ? "" : null);
            return $"{product.Name.NamespaceName.Split("usage/")[1]} v{Of("version")} {Of("resourceType")} "
                + $"{product.Parent!.Attribute("type")!.Value} {product.Parent.Attribute("version")!.Value}";
        }
    }

    [Fact]
    public async Task The_same_order_makes_the_same_events_and_another_seed_others()
    {
        await using var again = await RunningService.StartAsync();
        const string order = """{"count":60,"seed":3,"feeds":["dbaas"],"regions":["ord"],"from":"2026-01-14T00:00:00Z","to":"2026-01-15T00:00:00Z"}""";
        await _service.GenerateAsync(order);
        await again.GenerateAsync(order);
        var (one, other) = (await _service.AllAsync(_service.Path("dbaas", "ord")), await again.AllAsync(again.Path("dbaas", "ord")));
        Assert.Equal(60, one.Count);
        Assert.Equal("2026-01-15T00:00:00.000Z", one[0].Element(FeedCalls.Atom + "updated")!.Value);
        Assert.Equal(one.Select(Known), other.Select(Known));

        await again.GenerateAsync(order.Replace("\"seed\":3", "\"seed\":4", StringComparison.Ordinal));
        Assert.NotEqual(one.Select(Known), (await again.AllAsync(again.Path("dbaas", "ord"))).Take(60).Select(Known));

        // The tenant is another for each service.
        string Known(XElement entry) => entry.Element(FeedCalls.Atom + "content")!.ToString()
            .Replace(_service.Host.TenantId, "", StringComparison.Ordinal).Replace(again.Host.TenantId, "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_are_seen_by_their_tenant_alone()
    {
        var token = await _service.LogInAsAsync(Role.Observer, "other");
        await _service.GenerateAsync("""{"count":8,"tenant":"other"}""");
        Assert.Empty(await _service.AllAsync(_service.Path("cbs")));
        Assert.Contains("cloudblockstorage", (await _service.GetAsync("dfw/cbs/events/other", token)).Text, StringComparison.Ordinal);
        Assert.Contains("cloudfiles", (await _service.GetAsync("dfw/files/events/MossoCloudFS_other", token)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_older_never_comes_before_what_is_there()
    {
        var first = Assert.Single(await _service.PublishAsync(PublishTests.Entry("a")));
        await _service.GenerateAsync("""{"count":5,"feeds":["backup"],"regions":["DFW"],"to":"2026-01-14T12:00:00Z"}""");
        var newer = await _service.PageAsync(_service.Path() + $"?marker={first}");
        Assert.Equal(5, newer.Ids().Count());
        Assert.All(newer.Elements(FeedCalls.Atom + "entry"), e => Assert.Equal("2026-01-15T12:00:00.000Z", e.Element(FeedCalls.Atom + "updated")!.Value));
    }

    [Theory]
    [InlineData("""{}""", "count")]
    [InlineData("""{"count":0}""", "count")]
    [InlineData("""{"count":50000001}""", "count")]
    [InlineData("""{"count":1,"seed":2147483648}""", "seed")]
    [InlineData("""{"count":1,"feeds":["queues"]}""", "feeds")]
    [InlineData("""{"count":1,"regions":["LON"]}""", "regions")]
    [InlineData("""{"count":1,"tenant":"nobody"}""", "tenant")]
    [InlineData("""{"count":1,"from":"yesterday"}""", "from")]
    [InlineData("""{"count":1,"to":"2026-01-15T12:00:01Z"}""", "to")]
    [InlineData("""{"count":1,"from":"2026-01-15T11:00:00Z","to":"2026-01-15T10:00:00Z"}""", "from")]
    public async Task A_wrong_order_is_refused_by_field(string order, string field)
    {
        var answer = await _service.OwnAsync("POST", "events", order);
        Assert.Equal((400, field), (answer.Status, answer.Json.At("badRequest", "details").GetString()));
        Assert.Empty(await _service.AllAsync(_service.Path()));
    }
}

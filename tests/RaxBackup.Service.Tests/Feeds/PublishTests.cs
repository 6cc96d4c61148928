using System;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using Xunit;

namespace RaxBackup.Service.Tests.Feeds;

/// <summary>Entries that somebody publishes, however odd.</summary>
public sealed class PublishTests : IAsyncLifetime
{
    private readonly RunningService _service = new();

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    internal static string Entry(string id, string more = "") =>
        $"<entry xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:uuid:{id}</id>{more}<content type=\"text\">text &amp; <![CDATA[<more>]]></content></entry>";

    [Fact]
    public async Task Prefixes_unknown_products_and_texts_are_kept_and_lacking_times_are_the_feeds_own()
    {
        const string odd =
            """
            <a:entry xmlns:a="http://www.w3.org/2005/Atom" xmlns:x="urn:x"><a:id> urn:uuid:not-a-uuid </a:id>
            <a:category scheme="s" term='type:odd.&quot;thing&quot;'/><a:published>2026-01-15T11:00:00</a:published>
            <a:content type="application/xml"><x:event b="2" a="1"><x:part>1</x:part><x:part>2</x:part><x:other storage="many"/></x:event></a:content></a:entry>
            """;
        Assert.Equal(["urn:uuid:not-a-uuid"], await _service.PublishAsync(odd, "cbs", "?region=iad"));
        var text = (await _service.GetAsync(_service.Path("cbs", "iad"))).Text;
        Assert.Contains("<a:entry xmlns:a=\"http://www.w3.org/2005/Atom\" xmlns:x=\"urn:x\"><a:id> urn:uuid:not-a-uuid </a:id>", text, StringComparison.Ordinal);
        Assert.Contains("<x:event b=\"2\" a=\"1\"><x:part>1</x:part>", text, StringComparison.Ordinal);
        Assert.Contains("<a:updated>2026-01-15T12:00:00.000Z</a:updated>", text, StringComparison.Ordinal);
        Assert.Contains("<a:published>2026-01-15T11:00:00</a:published>", text, StringComparison.Ordinal);
        Assert.Contains(
            $"<a:link href=\"{_service.Host.Address}{_service.Path("cbs", "iad")}/entries/urn:uuid:not-a-uuid\" rel=\"self\" />", text, StringComparison.Ordinal);

        var found = await _service.PageAsync(_service.Path("cbs", "iad") + "?search=(cat=TYPE:odd.\"thing\")");
        Assert.Single(found.Ids());
        var entry = (await _service.JsonAsync($"{_service.Path("cbs", "iad")}/entries/urn:uuid:not-a-uuid")).Json.GetProperty("entry");
        Assert.Equal(2, entry.At("content", "event", "part").GetArrayLength());
        Assert.Equal("many", entry.At("content", "event", "other").Text("storage"));
    }

    [Fact]
    public async Task A_feed_is_published_oldest_first_and_entries_without_an_id_get_one()
    {
        var feed = $"<feed xmlns=\"http://www.w3.org/2005/Atom\">{Entry("new")}{Entry("old").Replace("<id>urn:uuid:old</id>", "", StringComparison.Ordinal)}</feed>";
        var ids = await _service.PublishAsync(feed);
        Assert.Equal("urn:uuid:new", ids[1]);
        Assert.Equal([ids[1], ids[0]], (await _service.PageAsync(_service.Path())).Ids());
        Assert.True(Guid.TryParse(ids[0]["urn:uuid:".Length..], out _));
        var json = (await _service.JsonAsync(_service.Path())).Json.At("feed", "entry")[0];
        Assert.Equal("text & <more>", json.At("content", "@text").GetString());
    }

    [Fact]
    public async Task Of_equal_ids_the_newest_is_the_marker()
    {
        await _service.PublishAsync($"<feed xmlns=\"http://www.w3.org/2005/Atom\">{Entry("x")}{Entry("y")}{Entry("x")}</feed>");
        Assert.Empty((await _service.PageAsync(_service.Path() + "?marker=urn:uuid:x")).Ids());
        Assert.Equal(3, (await _service.PageAsync(_service.Path() + "?marker=urn:uuid:x&direction=backward")).Ids().Count());
    }

    [Theory]
    [InlineData("events/backup", "not xml", 400, "body")]
    [InlineData("events/backup", "<entry/>", 400, "body")]
    [InlineData("events/backup", "<!DOCTYPE entry [<!ENTITY a 'b'>]><entry xmlns='http://www.w3.org/2005/Atom'>&a;</entry>", 400, "body")]
    [InlineData("events/backup?region=LON", "<entry xmlns='http://www.w3.org/2005/Atom'/>", 400, "region")]
    [InlineData("events/backup?tenant=nobody", "<entry xmlns='http://www.w3.org/2005/Atom'/>", 400, "tenant")]
    [InlineData("events/queues", "<entry xmlns='http://www.w3.org/2005/Atom'/>", 404, null)]
    public async Task What_is_no_entry_of_a_feed_is_refused(string path, string body, int status, string? field)
    {
        var answer = await _service.OwnAsync("POST", path, body);
        Assert.Equal(status, answer.Status);
        if (field != null)
        {
            Assert.Equal(field, answer.Json.At("badRequest", "details").GetString());
        }

        Assert.Empty((await _service.PageAsync(_service.Path())).Ids());
    }

    [Fact]
    public async Task Only_the_services_own_key_publishes()
    {
        foreach (var path in new[] { "_service/events", "_service/events/backup" })
        {
            Assert.Equal(401, (await _service.SendAsync("POST", path, Entry("x"))).Status);
        }
    }
}

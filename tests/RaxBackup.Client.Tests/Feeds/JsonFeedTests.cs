using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using RaxBackup.Client.Feeds;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Client.Tests.Feeds;

/// <summary>Feeds in JSON: the same objects as from Atom, and what becomes of texts that the feeds' writer has not escaped.</summary>
public sealed class JsonFeedTests
{
    public static TheoryData<string, string> Messages => FeedReaderTests.Messages;

    [Theory]
    [MemberData(nameof(Messages))]
    public void Every_sample_is_the_same_object_from_XML_and_from_JSON(string service, string message)
    {
        var xml = FeedReading.Read(WireFiles.Feed(service, message, "xml")).Entries.Single();
        var json = FeedReading.Read(WireFiles.Feed(service, message, "json")).Entries.Single();
        if (message == "dbaas-v1") (xml.Categories, json.Categories) = ([], []); // the JSON sample has lost them
        Assert.Equal(Whole(xml), Whole(json));
        Assert.IsNotType<UnknownProduct>(json.Product);
    }

    [Fact]
    public void A_page_of_many_entries_with_its_links()
    {
        var feed = FeedReading.Read(Page([Entry("1"), Entry("2"), Entry("3")], """
            "link":[{"href":"?previous","rel":"previous"},{"href":"?next","rel":"next"},{"href":"?self","rel":"self"}],"title":{"@text":"t","type":"text"},
            """));
        Assert.Equal(["1", "2", "3"], feed.Entries.Select(entry => entry.EventId));
        Assert.Equal(("?previous", "?next"), (feed.Previous, feed.Next));
        Assert.All(feed.Entries, entry => Assert.Equal(5UL, Assert.IsType<BackupStorage>(entry.Product).Storage));
    }

    [Theory]
    [InlineData("{\"feed\":{}}")]
    [InlineData("\uFEFF { \"feed\" : { \"title\" : \"t\", \"link\" : [ ] } } ")]
    [InlineData("{\"feed\":{\"entry\":[]}}")]
    public void A_feed_may_be_empty(string body) => Assert.Empty(FeedReading.Read(body).Entries);

    [Theory]
    [InlineData("18446744073709551615", 18446744073709551615UL)]
    [InlineData("\"18446744073709551615\"", 18446744073709551615UL)]
    [InlineData("0", 0UL)]
    public void Counters_are_exact(string written, ulong read) => Assert.Equal(read, Storage(Entry("1").Replace("\"storage\":5", $"\"storage\":{written}")));

    [Theory]
    [InlineData("-5")]
    [InlineData("18446744073709551616")]
    [InlineData("5.5")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[]")]
    public void A_counter_that_is_none_is_told_with_its_entry(string written)
    {
        var failure = Fails(Page([Entry("1"), Entry("2").Replace("\"storage\":5", $"\"storage\":{written}")]));
        Assert.Contains("entry 2 (urn:uuid:2): ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("storage", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>As the feeds' writer leaves them: neither quotes nor backslashes escaped.</summary>
    [Theory]
    [InlineData("a \"b\" c")]
    [InlineData("\"a\"")]
    [InlineData("\"a\" b")]
    [InlineData("a\"")]
    [InlineData("\"")]
    [InlineData("say \"hi\", he said")]
    [InlineData("{\"a\" and \"b\"} are \"c\"]")]
    [InlineData("C:\\Dir\\Sub")]
    [InlineData("C:\\Users\\x")]
    [InlineData("5\" disk, 3.5\" disk")]
    public void A_text_that_is_not_escaped_is_mended(string name) => Assert.Equal(name, Named(name).ResourceName);

    [Theory]
    [InlineData("a \\\"b\\\" c", "a \"b\" c")]
    [InlineData("C:\\\\Dir\\\\", "C:\\Dir\\")]
    [InlineData("\\\", b", "\", b")]
    [InlineData("\\u0041\\n\\/", "A\n/")]
    [InlineData("a, b: {c} [d]", "a, b: {c} [d]")]
    public void What_is_JSON_is_read_as_JSON(string written, string read) => Assert.Equal(read, Named(written).ResourceName);

    [Theory]
    [InlineData("C:\\Dir\\")]
    [InlineData("a \"b\": c")]
    [InlineData("x\",\"tenantId\":\"5")]
    [InlineData("x\",\"id\":\"5")]
    [InlineData("line\nbreak")]
    public void What_could_be_read_in_two_ways_is_told_with_its_place(string name)
    {
        var failure = Assert.Throws<RaxBackupException>(() => Named(name));
        Assert.Equal("AnswerUnreadable", failure.ErrorId);
        Assert.Matches("entry 1.*line 1|entry 1.*already", failure.Message);
    }

    [Theory]
    [InlineData("{'feed':{}}")]
    [InlineData("{feed:{}}")]
    [InlineData("{\"feed\":{},}")]
    [InlineData("{\"feed\":{\"entry\":[],}}")]
    [InlineData("{\"feed\":{/* */}}")]
    [InlineData("{\"feed\":{\"entry\":{}}}")]
    [InlineData("{\"feed\":{\"entry\":[1]}}")]
    [InlineData("{\"feed\":{\"entry\":[[]]}}")]
    [InlineData("{\"feed\":{\"entry\":[],\"entry\":[]}}")]
    [InlineData("{\"feed\":{\"x\":010}}")]
    [InlineData("{\"feed\":{\"x\":NaN}}")]
    [InlineData("{\"feed\":{\"x\":undefined}}")]
    [InlineData("{\"feed\":{\"x\":new Date()}}")]
    [InlineData("{\"feed\":{}}{\"feed\":{}}")]
    [InlineData("{\"feed\":{}},")]
    [InlineData("{\"feed\":{}")]
    [InlineData("{\"feed\":{")]
    [InlineData("{\"feed\"")]
    [InlineData("{\"fee")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("[{\"feed\":{}}]")]
    [InlineData("{\"error\":{\"code\":1}}")]
    [InlineData("{\"entry\":[]}")]
    [InlineData("{\"entry\":{}}")]
    [InlineData("{\"entry\":{\"id\":\"1\",\"id\":\"2\"}}")]
    [InlineData("{\"entry\":{\"id\":{}}}")]
    [InlineData("{\"entry\":{\"id\":\"1\",\"category\":[1]}}")]
    [InlineData("{\"entry\":{\"id\":\"1\",\"updated\":\"soon\"}}")]
    public void What_is_no_feed_is_unreadable(string body) => Assert.Equal("AnswerUnreadable", Fails(body).ErrorId);

    [Fact]
    public void A_page_that_is_cut_off_anywhere_is_unreadable()
    {
        var page = Page([Entry("1"), Entry("2")]);
        for (var length = 0; length < page.Length; length++) Assert.Equal("AnswerUnreadable", Fails(page[..length]).ErrorId);
    }

    [Fact]
    public void A_text_may_be_longer_than_what_is_looked_at_together()
    {
        var name = string.Concat(Enumerable.Range(0, 20000).Select(i => i % 100 == 0 ? "\"a" : "b"));
        Assert.Equal(name, Named(name).ResourceName);
    }

    [Fact]
    public void An_entry_of_more_than_a_megabyte_is_refused()
    {
        Assert.Equal(1_000_000, Named(new string('x', 1_000_000)).ResourceName!.Length);
        Assert.Contains("entry 1: it is longer than", Assert.Throws<RaxBackupException>(() => Named(new string('x', 1_200_000))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_that_is_no_event_is_kept_as_it_stands()
    {
        var entry = FeedReading.Read("""{"entry":{"id":"1","content":{"alert":{"@type":"urn:x","level":3}}}}""").Entries.Single();
        Assert.Equal("""{"alert":{"@type":"urn:x","level":3}}""", entry.Content);
        Assert.Null(entry.Product);
    }

    [Fact]
    public void An_unknown_product_is_kept_whole()
    {
        var product = Assert.IsType<UnknownProduct>(FeedReading.Read(Page([Entry("1").Replace("\"version\":\"1\"", "\"version\":\"9\",\"more\":1.50,\"on\":true,\"in\":{\"a\":1}")])).Entries.Single().Product);
        Assert.Equal(("1.50", "true", "{\"a\":1}", "5", "9"), (product.Attributes["more"], product.Attributes["on"], product.Attributes["in"], product.Attributes["storage"], product.Version));
        Assert.Equal("http://docs.rackspace.com/usage/cloudbackup/storage", product.Namespace);
    }

    private static RaxBackupException Fails(string body) => Assert.Throws<RaxBackupException>(() => FeedReading.Read(body));

    private static UsageEvent Named(string name) => FeedReading.Read(Page([Entry("1").Replace("#", name)])).Entries.Single();

    private static ulong Storage(string entry) => Assert.IsType<BackupStorage>(FeedReading.Read(Page([entry])).Entries.Single().Product).Storage;

    private static string Page(string[] entries, string more = "") => 
        "{\"feed\":{\"@type\":\"http://www.w3.org/2005/Atom\"," + more + "\"entry\":[" + string.Join(",", entries) + "]}}";

    private static string Entry(string id) =>
        """{"category":[{"term":"tid:1"}],"content":{"event":{"@type":"http://docs.rackspace.com/core/event","id":"%","resourceName":"#","type":"USAGE","tenantId":"1234","product":{"@type":"http://docs.rackspace.com/usage/cloudbackup/storage","serviceCode":"CloudBackup","resourceType":"AGENT","storage":5,"version":"1"}}},"id":"urn:uuid:%","updated":"2026-01-01T00:00:00Z"}""".Replace("%", id);

    private static string Whole(UsageEvent entry) => JsonSerializer.Serialize(entry) + entry.Product!.GetType() + JsonSerializer.Serialize(entry.Product, entry.Product.GetType());
}

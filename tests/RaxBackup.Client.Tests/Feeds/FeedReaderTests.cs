using System;
using System.Linq;
using RaxBackup.Client.Feeds;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Client.Tests.Feeds;

/// <summary>Every usage message of the reference texts, and what feeds really look like.</summary>
public sealed class FeedReaderTests
{
    public static TheoryData<string, string> Messages
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var file in WireFiles.All("xml", "feeds")) all.Add(file.Split('/')[1], file.Split('/')[2].Replace(".xml", ""));
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Every_sample_is_read_and_its_type_derived(string service, string message)
    {
        var entry = Read(WireFiles.Feed(service, message, "xml"), ServiceOf(service)).Entries.Single();
        Assert.StartsWith("urn:uuid:", entry.Id, StringComparison.Ordinal);
        Assert.Equal(entry.Id!["urn:uuid:".Length..], entry.EventId);
        Assert.Equal(("DFW", "DFW1", ServiceOf(service)), (entry.Region, entry.DataCenter, entry.Service));
        Assert.NotNull(entry.Updated);
        Assert.Equal(TimeSpan.Zero, entry.Published!.Value.Offset);
        Assert.Contains($"type:{entry.Type}", entry.Categories);
        Assert.Contains($"tid:{entry.TenantId}", entry.Categories);
        Assert.NotNull(entry.Product!.ServiceCode);
        Assert.IsNotType<UnknownProduct>(entry.Product);
    }

    [Fact]
    public void The_products_of_the_backup_feed()
    {
        Assert.Equal((192998UL, "944576fa-ec99-11e1-bb8e-ebb21b47fa86"), Product<BackupBandwidthIn>("bandwidthIn-v1") is var bin ? (bin.BandwidthIn, bin.ServerId) : default);
        Assert.Equal(9887765UL, Product<BackupBandwidthOut>("bandwidthOut-v1").BandwidthOut);
        Assert.Equal(("9445", null, false, "1"), Product<BackupLicense>("license-v1") is var one ? (one.ServerId, one.ServerName, one.External, one.Version) : default);
        Assert.Equal(("9445", "SomeServerName", false, "3"), Product<BackupLicense>("license-v3") is var three ? (three.ServerId, three.ServerName, three.External, three.Version) : default);
        Assert.Equal((99992827882UL, "CloudBackup", "AGENT"), Product<BackupStorage>("storage-v1") is var store ? (store.Storage, store.ServiceCode, store.ResourceType) : default);
    }

    [Fact]
    public void Envelope_and_event()
    {
        var entry = Read(WireFiles.Feed("backup", "bandwidthIn-v1", "xml")).Entries.Single();
        Assert.Equal(("urn:uuid:8d89673c-c989-11e1-895a-0b3d632a8a89", "8d89673c-c989-11e1-895a-0b3d632a8a89"), (entry.Id, entry.SourceEventId is var id ? id : null) is var both ? (both.Id, both.Item2) : default);
        Assert.Equal(("cloudbackup.bandwidthIn.agent.usage", "USAGE", "1234", "PROD"), (entry.Type, entry.EventType, entry.TenantId, entry.Environment));
        Assert.Equal("3863d42a-ec9a-11e1-8e12-df8baa3ca440", entry.ResourceId);
        Assert.Equal((DateTimeOffset.Parse("2012-06-14T10:19:52Z"), DateTimeOffset.Parse("2012-06-15T10:19:52Z"), null), (entry.StartTime, entry.EndTime, entry.EventTime));
        Assert.Equal(DateTimeOffset.Parse("2013-02-28T19:28:57.758Z"), entry.Updated);
        Assert.Equal(6, entry.Categories.Length);

        var snapshot = Read(WireFiles.Feed("backup", "license-v3", "xml")).Entries.Single();
        Assert.Equal((null, null, DateTimeOffset.Parse("2014-01-24T10:19:52Z")), (snapshot.StartTime, snapshot.EndTime, snapshot.EventTime));
        Assert.Equal("MyVolume", Read(WireFiles.Feed("cbs", "volume-v1", "xml")).Entries.Single().ResourceName);
    }

    [Fact]
    public void An_unknown_product_is_kept_whole()
    {
        var newer = FeedPages.Entry("a", QuickTime.Start).Replace("version=\"1\"/>", "version=\"2\" extra=\"5\"/>", StringComparison.Ordinal);
        Assert.Equal("5", Assert.IsType<UnknownProduct>(Read(newer).Entries.Single().Product).Attributes["extra"]);
    }

    [Fact]
    public void The_products_of_the_other_feeds()
    {
        Assert.Equal(("SATA", 120L, "SATA 120 GB"), One<VolumeUsage>("cbs", "volume-v1") is var volume ? (volume.Type, volume.Provisioned, $"{volume}") : default);
        Assert.Equal(120.345, One<VolumeSnapshotUsage>("cbs", "snapshot-v1").Snapshot);
        Assert.Equal((192998UL, 39993882UL), One<FilesBandwidth>("files", "bandwidth-v1") is var band ? (band.BandwidthIn, band.BandwidthOut) : default);
        Assert.Equal(2999283UL, One<FilesCdnBandwidth>("files", "cdnbandwidth-v1").CdnBandwidthOut);
        Assert.Equal((299UL, 2992UL, 9393UL), One<FilesStorage>("files", "storage-v1") is var disk ? (disk.Disk, disk.Freeops, disk.Costops) : default);
        Assert.Equal((16L, 64L, null, false), One<DatabaseUsage>("dbaas", "dbaas-v1") is var one ? (one.Memory, one.Storage, one.DbVersion, one.IsHAInstance) : default);
        Assert.Equal((0L, 64L, "sampleString", false), One<DatabaseUsage>("dbaas", "dbaas-v2") is var two ? (two.Memory, two.Storage, two.DbVersion, two.IsHAInstance) : default);
        Assert.Equal((0L, 64L, "sampleString", true), One<DatabaseUsage>("dbaas", "dbaas-v3") is var three ? (three.Memory, three.Storage, three.DbVersion, three.IsHAInstance) : default);

        var redis = Read(WireFiles.Feed("dbaas", "dbaas-v2", "xml").Replace("MYSQL", "REDIS").Replace("storage=\"64\"", "")).Entries.Single();
        Assert.Equal(("clouddatabase.dbaas.redis.usage", null), (redis.Type, Assert.IsType<DatabaseUsage>(redis.Product).Storage));
    }

    [Fact]
    public void Content_that_is_no_core_event_is_kept_as_it_stands()
    {
        const string Around = "<a:entry xmlns:a='http://www.w3.org/2005/Atom' xmlns:o='urn:o'><a:id>1</a:id><a:content type='application/xml'>{0}</a:content></a:entry>";
        Assert.Equal("<o:alert level=\"3\" xmlns:o=\"urn:o\">a &lt; b</o:alert>", Content("<o:alert level='3'>a &lt; b</o:alert>"));
        Assert.Equal("a &amp; b", Content("a &amp; b"));
        Assert.Equal("<x /><y />", Content("<x/><y/>"));
        Assert.Null(Content(""));
        Assert.Null(Content("<event xmlns='http://docs.rackspace.com/core/event'/>"));

        string? Content(string content) => Read(string.Format(Around, content)).Entries.Single().Content;
    }

    [Fact]
    public void Nothing_of_an_entry_is_lost_unsaid()
    {
        var twice = FeedPages.Entry("a", QuickTime.Start).Replace("</event>", "</event><event xmlns=\"http://docs.rackspace.com/core/event\"/>");
        Assert.Contains("entry 1 (urn:uuid:a): it has more than one event", Assert.Throws<RaxBackupException>(() => Read(twice)).Message, StringComparison.Ordinal);
        var two = FeedPages.Entry("a", QuickTime.Start).Replace("</event>", "<product/></event>");
        Assert.Contains("more than one product", Assert.Throws<RaxBackupException>(() => Read(two)).Message, StringComparison.Ordinal);

        var within = FeedPages.Entry("a", QuickTime.Start).Replace("version=\"1\"/>", "version=\"9\" s:more=\"6\"><s:part n=\"1\"/></s:product>");
        var product = Assert.IsType<UnknownProduct>(Read(within).Entries.Single().Product);
        Assert.Equal(("5", "6", "<s:part n=\"1\" xmlns:s=\"http://docs.rackspace.com/usage/cloudbackup/storage\" />"), (product.Attributes["storage"], product.Attributes["s:more"], product.Attributes["#content"]));
    }

    [Fact]
    public void Prefixes_and_default_namespaces_do_not_matter()
    {
        var prefixed = """
            <a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:link rel="previous" href="p?x=1&amp;y=2"/><!-- c --><a:link href="n" rel="next"/>
              <a:entry><a:id>urn:uuid:1</a:id><a:updated>2026-01-01T00:00:00Z</a:updated><a:content type="application/xml">
                <e:event xmlns:e="http://docs.rackspace.com/core/event" type="USAGE" tenantId="1"><p:product xmlns:p="http://docs.rackspace.com/usage/cloudbackup/storage"
                  version="1" serviceCode="CloudBackup" resourceType="AGENT" storage="18446744073709551615" serverID="x"/></e:event></a:content></a:entry>
              <entry xmlns="http://www.w3.org/2005/Atom"><id> urn:uuid:2 </id><title type="text"> t </title><content><event xmlns="http://docs.rackspace.com/core/event"/></content></entry>
              <x:entry xmlns:x="urn:other"><x:id>not an entry</x:id></x:entry>
            </a:feed>
            """;
        var feed = Read(prefixed);
        Assert.Equal(["urn:uuid:1", "urn:uuid:2"], feed.Entries.Select(entry => entry.Id));
        Assert.Equal(("p?x=1&y=2", "n"), (feed.Previous, feed.Next));
        Assert.Equal(ulong.MaxValue, Assert.IsType<BackupStorage>(feed.Entries[0].Product).Storage);
        Assert.Null(feed.Entries[1].Product);
        Assert.Equal("ORD", feed.Entries[1].Region);
    }

    [Fact]
    public void A_type_is_taken_from_the_category_where_there_is_no_product() =>
        Assert.Equal("some.thing", Read("<entry xmlns='http://www.w3.org/2005/Atom'><id>urn:uuid:1</id><category term='type:some.thing'/></entry>").Entries.Single().Type);

    [Fact]
    public void An_empty_feed_has_no_entries() => Assert.Empty(Read("<feed xmlns=\"http://www.w3.org/2005/Atom\"/>").Entries);

    [Theory]
    [InlineData("")]
    [InlineData("{\"feed\":[]}")]
    [InlineData("{}")]
    [InlineData("{\"feed\":{}} more")]
    [InlineData("<html/>")]
    [InlineData("<feed/>")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"/><more/>")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry/></feed>")]
    [InlineData("<!DOCTYPE feed [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><feed xmlns=\"http://www.w3.org/2005/Atom\">&x;</feed>")]
    [InlineData("<entry xmlns=\"http://www.w3.org/2005/Atom\"><id>1</id><updated>soon</updated></entry>")]
    [InlineData("<entry xmlns=\"http://www.w3.org/2005/Atom\"><id>1</id><updated>10:19</updated></entry>")]
    [InlineData("<entry xmlns=\"http://www.w3.org/2005/Atom\"><id>1</id><updated>1.5</updated></entry>")]
    [InlineData("<entry xmlns=\"http://www.w3.org/2005/Atom\"><id>1</id><updated>06/14/2012</updated></entry>")]
    [InlineData("<entry xmlns=\"http://www.w3.org/2005/Atom\"><id>1</id></entry><more/>")]
    [InlineData("<entry xmlns=\"http://www.w3.org/2005/Atom\"><id>1</id></entry> more")]
    public void What_is_no_feed_is_unreadable(string body)
    {
        var failure = Assert.Throws<RaxBackupException>(() => Read(body));
        Assert.Equal((FailureKind.UnreadableAnswer, "AnswerUnreadable"), (failure.Kind, failure.ErrorId));
    }

    [Theory]
    [InlineData("storage=\"5\"", "storage=\"-5\"", "'-5' is not a count")]
    [InlineData("storage=\"5\"", "storage=\"5.5\"", "'5.5' is not a count")]
    [InlineData("storage=\"5\"", "", "has no storage")]
    public void A_product_with_a_wrong_number_is_unreadable_and_says_which(string old, string now, string names)
    {
        var failure = Assert.Throws<RaxBackupException>(() => Read(FeedPages.Entry("a", QuickTime.Start).Replace(old, now, StringComparison.Ordinal)));
        Assert.Contains(names, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_is_cut_off_anywhere_is_unreadable()
    {
        var page = FeedPages.Page([("a", QuickTime.Start), ("b", QuickTime.Start)]);
        for (var length = 0; length < page.Length; length += 3)
            Assert.Equal("AnswerUnreadable", Assert.Throws<RaxBackupException>(() => Read(page[..length])).ErrorId);
    }

    private static Feed Read(string body, UsageService service = UsageService.Backup) => FeedReading.Read(body, service);

    private static T Product<T>(string message) where T : UsageProduct => One<T>("backup", message);

    private static T One<T>(string service, string message) where T : UsageProduct => Assert.IsType<T>(Read(WireFiles.Feed(service, message, "xml")).Entries.Single().Product);

    private static UsageService ServiceOf(string feed) => feed switch
    {
        "cbs" => UsageService.BlockStorage,
        "files" => UsageService.Files,
        "dbaas" => UsageService.Databases,
        _ => UsageService.Backup,
    };
}

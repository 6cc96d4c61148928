using System;
using RaxBackup.Client.Identity;
using Xunit;

namespace RaxBackup.Client.Tests.Identity;

public sealed class CatalogTests
{
    private static CatalogEndpoint Backup(string? region, string url) => new("rax:backup", region, "1", new Uri(url));

    private static readonly Catalog Two = new(
    [
        Backup("ORD", "https://ord.backup.example.com/v1.0/1"),
        Backup("DFW", "https://dfw.backup.example.com/v1.0/1/"),
        new("rax:feeds", "DFW", "1", new Uri("https://dfw.feeds.example.com/1")),
        new("rax:feeds", null, "1", new Uri("https://feeds.example.com/1/")),
        new("object-store", "DFW", "MossoCloudFS_9", new Uri("https://storage.example.com/v1/MossoCloudFS_9")),
    ]);

    [Theory]
    [InlineData("dfw", "ORD", "DFW")]
    [InlineData(null, "DFW", "DFW")]
    [InlineData(null, "LON", "ORD")]
    [InlineData(null, null, "ORD")]
    public void The_default_region_is_the_one_asked_for_or_the_users_or_the_first(string? asked, string? users, string expected) =>
        Assert.Equal(expected, Two.DefaultRegion(asked, users));

    [Fact]
    public void An_unknown_region_names_those_that_there_are()
    {
        var failure = Assert.Throws<RaxBackupException>(() => Two.DefaultRegion("XYZ", "DFW"));
        Assert.Equal((FailureKind.InvalidArgument, "RegionUnknown"), (failure.Kind, failure.ErrorId));
        Assert.Contains("'XYZ'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("ORD, DFW", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_end_in_a_slash_and_feeds_lose_their_tenant()
    {
        Assert.Equal("https://ord.backup.example.com/v1.0/1/", Two.Backup("ord").ToString());
        Assert.Equal("https://dfw.backup.example.com/v1.0/1/", Two.Backup("DFW").ToString());
        Assert.Equal("https://dfw.feeds.example.com/", Two.Feeds("DFW").ToString());
        Assert.Equal("https://feeds.example.com/", Two.Feeds("ORD").ToString());
        Assert.Equal("MossoCloudFS_9", Two.NastId("ORD"));
    }

    [Fact]
    public void The_local_services_feeds_keep_their_region()
    {
        var local = new Catalog([Backup("DFW", "http://127.0.0.1:5000/dfw/v1.0/t-1"), new("rax:feeds", "DFW", "t-1", new Uri("http://127.0.0.1:5000/dfw/t-1"))]);
        Assert.Equal("http://127.0.0.1:5000/dfw/v1.0/t-1/", local.Backup("DFW").ToString());
        Assert.Equal("http://127.0.0.1:5000/dfw/", local.Feeds("DFW").ToString());
    }

    [Fact]
    public void An_endpoint_without_region_tells_it_in_its_host()
    {
        Assert.Equal(["LON", "GLOBAL"], new Catalog([Backup(null, "https://lon.backup.example.com/1"), Backup(null, "https://backup.example.com/1")]).Regions);
    }

    [Fact]
    public void An_unencrypted_address_is_refused_when_it_is_used()
    {
        var catalog = new Catalog([Backup("DFW", "http://dfw.backup.example.com/v1.0/1"), Backup("ORD", "https://ord.backup.example.com/v1.0/1")]);
        Assert.Equal("DFW", catalog.DefaultRegion("DFW", null));
        Assert.Equal("InsecureAddress", Assert.Throws<RaxBackupException>(() => catalog.Backup("DFW")).ErrorId);
        Assert.Equal("https", catalog.Backup("ORD").Scheme);
    }

    [Fact]
    public void An_account_without_the_service_is_told_so()
    {
        var failure = Assert.Throws<RaxBackupException>(() => new Catalog([]).DefaultRegion(null, "DFW"));
        Assert.Equal((FailureKind.Forbidden, "ServiceNotInCatalog"), (failure.Kind, failure.ErrorId));
        Assert.Contains("Cloud Feeds", Assert.Throws<RaxBackupException>(() => new Catalog([]).Feeds("DFW")).Message, StringComparison.Ordinal);
    }
}

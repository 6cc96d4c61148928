using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using System.Xml.Linq;
using RaxBackup.Service.Feeds;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>A service whose backup feed holds ten usage events, e0 (oldest) to e9, a minute apart, the even ones for storage.</summary>
public sealed class FeedOfTen : IAsyncLifetime
{
    internal RunningService Service { get; } = new();

    internal List<string> Urns { get; } = [];

    internal string Path => $"backup/events/{Service.Host.TenantId}";

    public async Task InitializeAsync()
    {
        await Service.InitializeAsync();
        for (var i = 0; i < 10; i++)
        {
            var now = Service.Time.GetUtcNow();
            var message = i % 2 == 0 ? UsageMessage.Storage : UsageMessage.License;
            var usage = new UsageEvent(message, Service.Host.TenantId, "DFW") { ResourceId = "host", From = now, To = now };
            var backup = await Service.CreateConfigurationAsync($"c{i}");
            Service.Host.State.Jobs.Finish(JobKey.Backup(backup), new JobEnd(JobState.Completed, "", ""), [usage]);
            Urns.Add($"urn:uuid:{usage.Id}");
            Service.Time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    public Task DisposeAsync() => Service.DisposeAsync();

    internal string Names(IEnumerable<string> urns) => string.Concat(urns.Select(u => Urns.IndexOf(u)));
}

public sealed class FeedTests(FeedOfTen feed) : IClassFixture<FeedOfTen>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Event = "http://docs.rackspace.com/core/event";

    [Theory]
    // query; entries newest first; next (older); previous (newer); whether there is a link to the last page
    [InlineData("", "9876543210", null, "9", true)]
    [InlineData("?limit=3", "987", "6", "9", true)]
    [InlineData("?limit=10", "9876543210", null, "9", true)]
    [InlineData("?limit=3&direction=forward", "987", "6", "9", true)]
    [InlineData("?marker={4}", "98765", "4", "9", false)]
    [InlineData("?marker={4}&direction=forward&limit=2", "65", "4", "6", false)]
    [InlineData("?marker={6}&direction=forward&limit=1000", "987", "6", "9", false)]
    [InlineData("?marker={9}&direction=forward&limit=1000", "", null, null, false)]
    [InlineData("?marker={6}&direction=backward&limit=3", "654", "3", "6", false)]
    [InlineData("?marker={2}&direction=backward&limit=3", "210", null, "2", false)]
    [InlineData("?marker={0}&direction=backward", "0", null, "0", false)]
    [InlineData("?marker=last&limit=4", "3210", null, "3", false)]
    [InlineData("?marker=last&limit=4&direction=backward", "3210", null, "3", false)]
    [InlineData("?startingAt=2026-01-15T12:05:00.000Z", "9876", "5", "9", false)]
    [InlineData("?startingAt=2026-01-15T12:04:59.999Z&limit=2", "76", "5", "7", false)]
    [InlineData("?startingAt=2026-01-15T13:05:00.000%2B01:00&direction=backward&limit=2", "54", "3", "5", false)]
    [InlineData("?search=(cat=type:cloudbackup.storage.agent.usage)", "86420", null, "8", true)]
    [InlineData("?search=(cat=type:cloudbackup.storage.agent.usage)&limit=2", "86", "4", "8", true)]
    [InlineData("?search=(cat=type:cloudbackup.storage.agent.usage)&marker={4}&direction=forward", "86", "4", "8", false)]
    [InlineData("?search=(AND(cat=rgn:DFW)(NOT(cat=type:cloudbackup.storage.agent.usage)))&limit=1", "9", "7", "9", true)]
    [InlineData("?search=(OR(cat=rid:none)(AND(cat=dc:DFW1)(cat=cloudbackup.license.agent.usage)))", "97531", null, "9", true)]
    [InlineData("?search=(cat=rid:none)", "", null, null, true)]
    public async Task Pages_are_as_Cloud_Feeds_cuts_them(string query, string entries, string? next, string? previous, bool last)
    {
        for (var i = 0; i < 10; i++)
        {
            query = query.Replace($"{{{i}}}", feed.Urns[i], StringComparison.Ordinal);
        }

        var page = Parse(await feed.Service.GetAsync(feed.Path + query));
        Assert.Equal(entries, feed.Names(page.Elements(Atom + "entry").Select(e => e.Element(Atom + "id")!.Value)));
        Assert.Equal(next, Marker(page, "next"));
        Assert.Equal(previous, Marker(page, "previous"));
        Assert.Equal(last, Link(page, "last") != null);
        Assert.NotNull(Link(page, "self"));
        Assert.NotNull(Link(page, "current"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&search=(cat=type:cloudbackup.storage.agent.usage)")]
    public async Task Following_next_from_the_head_sees_every_entry_once(string search)
    {
        var seen = new List<string>();
        for (var address = $"{feed.Path}?limit=3{search}"; address != null;)
        {
            var page = Parse(await feed.Service.GetAsync(address));
            seen.AddRange(page.Elements(Atom + "entry").Select(e => e.Element(Atom + "id")!.Value));
            address = Link(page, "next");
        }

        Assert.Equal(search == "" ? "9876543210" : "86420", feed.Names(seen));
    }

    [Theory]
    [InlineData("?limit=0", 400)]
    [InlineData("?limit=1001", 400)]
    [InlineData("?limit=many", 400)]
    [InlineData("?direction=sideways", 400)]
    [InlineData("?startingAt=yesterday", 400)]
    [InlineData("?startingAt=2026-01-15T12:00:00.000Z&marker=last", 400)]
    [InlineData("?search=cat=x", 400)]
    [InlineData("?search=(cat=)", 400)]
    [InlineData("?search=(cat=x", 400)]
    [InlineData("?search=(AND(cat=x))", 400)]
    [InlineData("?search=(NOT(cat=x)(cat=y))", 400)]
    [InlineData("?search=(XOR(cat=x)(cat=y))", 400)]
    [InlineData("?search=(cat=x))", 400)]
    [InlineData("?marker=urn:uuid:00000000-0000-0000-0000-000000000000", 404)]
    [InlineData("?startingAt=2027-01-01T00:00:00.000Z", 404)]
    public async Task What_leads_nowhere_is_an_error_in_the_feeds_own_form(string query, int status)
    {
        var answer = await feed.Service.GetAsync(feed.Path + query);
        Assert.Equal(status, answer.Status);
        var error = XDocument.Parse(answer.Text).Root!;
        Assert.Equal(XName.Get("error", "http://abdera.apache.org"), error.Name);
        Assert.Equal(status.ToString(), error.Element(error.Name.Namespace + "code")!.Value);
        Assert.NotEmpty(error.Element(error.Name.Namespace + "message")!.Value);
    }

    [Fact]
    public async Task An_unknown_marker_says_so_in_the_feeds_words() => Assert.Contains(
        "No entry with specified marker found", (await feed.Service.GetAsync(feed.Path + "?marker=urn:uuid:x")).Text, StringComparison.Ordinal);

    [Fact]
    public async Task One_entry_is_read_by_its_id()
    {
        var link = Parse(await feed.Service.GetAsync(feed.Path)).Elements(Atom + "entry")
            .ElementAt(3).Element(Atom + "link")!.Attribute("href")!.Value;
        var entry = Parse(await feed.Service.GetAsync(link));
        Assert.Equal(feed.Urns[6], entry.Element(Atom + "id")!.Value);
        Assert.Equal("cloudbackup.storage.agent.usage", entry.Elements(Atom + "category").ElementAt(4).Attribute("term")!.Value);
        Assert.Equal(200, (await feed.Service.GetAsync($"{feed.Path}/entries/{feed.Urns[6].Replace(":", "%3A", StringComparison.Ordinal)}")).Status);
        Assert.Equal(404, (await feed.Service.GetAsync(feed.Path + "/entries/urn:uuid:00000000-0000-0000-0000-000000000000")).Status);
    }

    [Fact]
    public async Task An_unchanged_page_is_told_by_its_tag()
    {
        var tag = (await feed.Service.GetAsync(feed.Path)).Header("ETag")!;
        Assert.StartsWith("W/\"", tag, StringComparison.Ordinal);
        var again = await feed.Service.SendAsync("GET", feed.Path, null, null, ("If-None-Match", tag));
        Assert.Equal((304, ""), (again.Status, again.Text));
        Assert.Equal(200, (await feed.Service.SendAsync("GET", feed.Path + "?limit=2", null, null, ("If-None-Match", tag))).Status);
    }

    [Fact]
    public async Task Answers_are_compressed_for_who_takes_it()
    {
        using var request = new System.Net.Http.HttpRequestMessage(System.Net.Http.HttpMethod.Get, feed.Path);
        request.Headers.Add("X-Auth-Token", feed.Service.Token);
        request.Headers.Add("Accept-Encoding", "gzip");
        using var response = await feed.Service.Http.SendAsync(request);
        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
        using var plain = new StreamReader(new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        Assert.Equal(10, XDocument.Parse(await plain.ReadToEndAsync()).Root!.Elements(Atom + "entry").Count());
    }

    [Theory]
    [InlineData("", 200, "application/atom+xml")]
    [InlineData("application/atom+xml", 200, "application/atom+xml")]
    [InlineData("text/html, */*;q=0.1", 200, "application/atom+xml")]
    [InlineData("application/vnd.rackspace.atom+json", 200, "application/vnd.rackspace.atom+json")]
    [InlineData("application/json", 406, "application/xml")]
    public async Task The_form_is_the_one_that_the_caller_takes(string accept, int status, string type)
    {
        var answer = await feed.Service.SendAsync("GET", feed.Path, null, null, accept == "" ? [] : [("Accept", accept)]);
        Assert.Equal((status, type), (answer.Status, answer.Response.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task As_JSON_lists_are_always_lists_and_an_empty_page_has_no_entry()
    {
        var page = (await JsonAsync("?limit=1")).Json.GetProperty("feed");
        var entry = Assert.Single(page.GetProperty("entry").EnumerateArray());
        Assert.Equal(feed.Urns[9], entry.Text("id"));
        Assert.Equal("http://docs.rackspace.com/usage/cloudbackup/license", entry.At("content", "event", "product", "@type").GetString());
        Assert.Equal(5, page.GetProperty("link").GetArrayLength());
        Assert.False((await JsonAsync($"?marker={feed.Urns[9]}")).Json.GetProperty("feed").TryGetProperty("entry", out _));
        var missing = await JsonAsync("?marker=x");
        Assert.Equal((404, 404), (missing.Status, missing.Json.At("error", "code").GetInt32()));

        Task<Answer> JsonAsync(string query) =>
            feed.Service.SendAsync("GET", feed.Path + query, null, null, ("Accept", "application/vnd.rackspace.atom+json"));
    }

    [Theory]
    [InlineData("cbs", true)]
    [InlineData("dbaas", true)]
    [InlineData("files", false)]
    public async Task The_other_feeds_are_there_and_empty(string name, bool byTenant)
    {
        var tid = byTenant ? feed.Service.Host.TenantId : feed.Service.Host.State.Meta.NastId;
        var answer = await feed.Service.GetAsync($"dfw/{name}/events/{tid}");
        Assert.Equal(200, answer.Status);
        Assert.Null(Link(Parse(answer), "previous"));
        Assert.Equal(401, (await feed.Service.GetAsync($"{name}/events/{(byTenant ? "MossoCloudFS_x" : feed.Service.Host.TenantId)}")).Status);
    }

    [Fact]
    public async Task Other_regions_have_feeds_of_their_own() =>
        Assert.Empty(Parse(await feed.Service.GetAsync("ord/" + feed.Path)).Elements(Atom + "entry"));

    [Fact]
    public async Task User_name_and_api_key_open_a_feed_too()
    {
        Assert.Equal(200, await BasicAsync($"local:{feed.Service.Host.ApiKey}"));
        Assert.Equal(401, await BasicAsync("local:wrong"));
        Assert.Equal(401, await BasicAsync("local"));
        Assert.Equal(401, (await feed.Service.SendAsync("GET", feed.Path, null, "", ("Authorization", "Basic ###"))).Status);
        Assert.Equal(401, (await feed.Service.SendAsync("GET", feed.Path, null, "")).Status);
        var other = await feed.Service.LogInAsAsync(Role.Admin, "other");
        Assert.Equal(401, (await feed.Service.GetAsync(feed.Path, other)).Status);

        async Task<int> BasicAsync(string pair) => (await feed.Service.SendAsync(
            "GET", feed.Path, null, "", ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))))).Status;
    }

    [Fact]
    public async Task After_three_days_entries_and_their_markers_are_gone()
    {
        await using var own = await RunningService.StartAsync();
        await own.RunBackupAsync(await own.CreateConfigurationAsync());
        var path = $"backup/events/{own.Host.TenantId}";
        var marker = Parse(await own.GetAsync(path)).Element(Atom + "entry")!.Element(Atom + "id")!.Value;
        own.Time.Advance(TimeSpan.FromDays(3));
        var token = await own.LogInAsync("local", own.Host.ApiKey);
        Assert.Empty(Parse(await own.GetAsync(path, token)).Elements(Atom + "entry"));
        Assert.Equal(404, (await own.GetAsync($"{path}?marker={marker}", token)).Status);
    }

    [Fact]
    public async Task Jobs_leave_their_usage_in_the_feed()
    {
        await using var own = await RunningService.StartAsync();
        own.Engine.Hold = new TaskCompletionSource();
        var backup = await own.StartBackupAsync(await own.CreateConfigurationAsync());
        await own.Engine.NextJobAsync();
        own.Time.Advance(TimeSpan.FromSeconds(90));
        own.Engine.Hold.SetResult();
        await own.DoneAsync(JobKey.Backup(backup));
        var restore = await own.CreateRestoreAsync(backup);
        await own.SendAsync("POST", "v1.0/restore/action-requested", $$"""{"Action":"StartManual","Id":{{restore}}}""");
        await own.DoneAsync(JobKey.Restore(restore));

        var server = (await own.GetAsync($"v1.0/agent/{own.Host.AgentId}")).Json.Text("HostServerId");
        var entries = Parse(await own.GetAsync($"backup/events/{own.Host.TenantId}")).Elements(Atom + "entry").Reverse().ToList();
        Assert.Equal(["bandwidthIn=1000", "storage=37014733", "license=", "bandwidthOut=18874368"], entries.Select(Quantity));
        Assert.Equal(4, entries.Select(e => e.Element(Atom + "id")!.Value).Distinct().Count());
        Assert.All(entries, e => Assert.Equal(
            [$"tid:{own.Host.TenantId}", "rgn:DFW", "dc:DFW1", $"rid:{server}"],
                e.Elements(Atom + "category").Take(4).Select(c => c.Attribute("term")!.Value)));
        var first = entries[0].Element(Atom + "content")!.Element(Event + "event")!;
        Assert.Equal(("2026-01-15T12:00:00Z", "2026-01-15T12:01:30Z"),
            (first.Attribute("startTime")!.Value, first.Attribute("endTime")!.Value));
        Assert.Equal((server, "USAGE", "DFW"),
            (first.Attribute("resourceId")!.Value, first.Attribute("type")!.Value, first.Attribute("region")!.Value));
    }

    [Fact]
    public async Task A_stopped_or_failed_job_costs_nothing()
    {
        await using var own = await RunningService.StartAsync();
        own.Engine.Fault = new InvalidOperationException();
        await own.RunBackupAsync(await own.CreateConfigurationAsync());
        Assert.Empty(Parse(await own.GetAsync($"backup/events/{own.Host.TenantId}")).Elements(Atom + "entry"));
    }

    private static string Quantity(XElement entry)
    {
        var product = entry.Descendants().Single(d => d.Name.LocalName == "product");
        var name = product.Name.NamespaceName.Split('/')[^1];
        return $"{name}={product.Attribute(name)?.Value}";
    }

    private static XElement Parse(Answer answer)
    {
        Assert.True(answer.Status == 200, answer.Text);
        return XDocument.Parse(answer.Text).Root!;
    }

    private static string? Link(XElement page, string rel) =>
        page.Elements(Atom + "link").SingleOrDefault(l => l.Attribute("rel")!.Value == rel)?.Attribute("href")!.Value;

    private string? Marker(XElement page, string rel) =>
        Link(page, rel) is { } link ? feed.Names([link.Split("marker=")[1].Split('&')[0]]) : null;
}

using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using System.Xml.Linq;
using Dapper;
using Microsoft.Data.Sqlite;
using Xunit;

namespace RaxBackup.Service.Tests.Feeds;

/// <summary>A feed of 3,000 entries over three days: pages of many parts, and the end of an entry's days.</summary>
public sealed class LargeFeedTests : IAsyncLifetime
{
    private const string Order = """{"count":3000,"feeds":["backup"],"regions":["DFW"],"from":"2026-01-12T12:00:00Z"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("raxbackup-test-").FullName;
    private RunningService _service = null!;

    public async Task InitializeAsync()
    {
        _service = await RunningService.StartAsync(_folder);
        await _service.GenerateAsync(Order);
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("?limit=1000", 3000)]
    [InlineData("?limit=77", 3000)]
    [InlineData("?limit=300&search=(cat=type:cloudbackup.storage.agent.usage)", 600)]
    [InlineData("?limit=1000&search=(cat=rid:nothing)", 0)]
    public async Task Every_entry_is_seen_once_and_newest_first(string query, int count)
    {
        var all = await _service.AllAsync(_service.Path() + query);
        var times = all.Select(e => e.Element(FeedCalls.Atom + "updated")!.Value).ToList();
        Assert.Equal(times.OrderDescending(StringComparer.Ordinal), times);
        Assert.Equal(count, all.Select(e => e.Element(FeedCalls.Atom + "id")!.Value).Distinct().Count());
        Assert.Equal(count, all.Count);
    }

    [Theory]
    [InlineData("?marker=last&limit=500")]
    [InlineData("?marker=last&limit=100&search=(cat=type:cloudbackup.storage.agent.usage)")]
    public async Task Going_forward_sees_the_same_from_the_oldest_on(string query)
    {
        var backward = (await _service.AllAsync(_service.Path() + query.Replace("marker=last&", ""))).Select(e => e.Element(FeedCalls.Atom + "id")!.Value);
        var forward = Enumerable.Empty<string>();
        for (var page = await _service.PageAsync(_service.Path() + query); page.Ids().Any(); page = await _service.PageAsync(page.Link("previous")!))
        {
            forward = page.Ids().Concat(forward);
        }

        Assert.Equal(backward, forward);
    }

    [Fact]
    public async Task Json_and_gzip_hold_the_same_entries()
    {
        var plain = (await _service.PageAsync(_service.Path() + "?limit=1000")).Ids().ToList();
        var json = (await _service.JsonAsync(_service.Path() + "?limit=1000")).Json.At("feed", "entry").EnumerateArray().Select(e => e.Text("id"));
        Assert.Equal(plain, json);
        using var request = new HttpRequestMessage(HttpMethod.Get, _service.Path() + "?limit=1000");
        request.Headers.Add("X-Auth-Token", _service.Token);
        request.Headers.Add("Accept-Encoding", "gzip");
        using var response = await _service.Http.SendAsync(request);
        using var unpacked = new StreamReader(new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        Assert.Equal(plain, XDocument.Parse(await unpacked.ReadToEndAsync()).Root!.Ids());
        Assert.Equal("Accept-Encoding", response.Headers.Vary.Single());
    }

    [Fact]
    public async Task An_empty_page_is_not_packed()
    {
        var newest = (await _service.PageAsync(_service.Path() + "?limit=1")).Ids().Single();
        var empty = await _service.SendAsync("GET", $"{_service.Path()}?marker={newest}", null, null, ("Accept-Encoding", "gzip"));
        Assert.Equal((200, null), (empty.Status, empty.Header("Content-Encoding")));
    }

    [Fact]
    public async Task Entries_go_out_of_sight_one_by_one_and_out_of_the_store_later()
    {
        var oldest = (await _service.PageAsync(_service.Path() + "?marker=last&limit=2")).Ids().ToList();
        for (var day = 1; day <= 3; day++)
        {
            _service.Time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
            var token = await _service.LogInAsync("local", _service.Host.ApiKey);
            var page = await _service.GetAsync(_service.Path() + "?marker=last&limit=1000", token);
            var times = XDocument.Parse(page.Text).Root!.Elements(FeedCalls.Atom + "entry").Select(e => e.Element(FeedCalls.Atom + "updated")!.Value);
            Assert.All(times, t => Assert.True(DateTimeOffset.Parse(t) > _service.Time.GetUtcNow().AddDays(-3), t));
            Assert.Equal(404, (await _service.GetAsync($"{_service.Path()}?marker={oldest[1]}", token)).Status);
            Assert.Equal(day < 3 ? 1000 : 1, times.Count());
            if (day == 3)
            {
                // What is added takes some of what is over along, not all at once.
                Assert.Equal(3000, Stored());
                await _service.PublishAsync(PublishTests.Entry("new"));
                Assert.Equal(2001, Stored());
                Assert.Equal(2, XDocument.Parse((await _service.GetAsync(_service.Path(), token)).Text).Root!.Ids().Count());
            }
        }
    }

    private long Stored()
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(_folder, "state.db")};Pooling=False");
        return database.ExecuteScalar<long>("SELECT COUNT(*) FROM entries");
    }
}

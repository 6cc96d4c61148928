using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Dapper;
using Microsoft.Data.Sqlite;
using RaxBackup.Service.Engines;
using RaxBackup.Service.State;
using RaxBackup.Service.Tests.Feeds;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>_service/overview, _service/agents and _service/live: what the service's own page shows.</summary>
public sealed class OverviewTests : IAsyncLifetime
{
    private readonly RunningService _service = new();

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Days_tell_what_came_of_all_jobs_and_what_is_kept()
    {
        var configuration = await _service.CreateConfigurationAsync();
        var backup = await _service.RunBackupAsync(configuration);
        _service.Engine.Backup = new BackupOutcome(1, 1, 1, 1, 500, [new JobError("/x", 1, "no")]);
        _service.Time.Advance(TimeSpan.FromHours(13));
        await _service.RunBackupAsync(configuration);
        var restore = await _service.CreateRestoreAsync(backup);
        await _service.SendAsync("POST", "v1.0/restore/action-requested", $$"""{"Action":"StartManual","Id":{{restore}}}""");
        await _service.DoneAsync(JobKey.Restore(restore));
        _service.Engine.Fault = new EngineException(EngineFailure.StoreFull, "full");
        await _service.RunBackupAsync(configuration);

        var overview = (await _service.OwnAsync("GET", "overview?days=3", null)).Json;
        Assert.Equal((1, 0, 0), (overview.At("agents", "online").GetInt32(), overview.At("agents", "offline").GetInt32(), overview.At("agents", "disabled").GetInt32()));
        Assert.Equal(
            [
                """{"day":"2026-01-14","completed":0,"withErrors":0,"failed":0,"missed":0,"stopped":0,"bytesIn":0,"bytesOut":0,"bytesStored":0}""",
                """{"day":"2026-01-15","completed":1,"withErrors":0,"failed":0,"missed":0,"stopped":0,"bytesIn":1000,"bytesOut":0,"bytesStored":1000}""",
                """{"day":"2026-01-16","completed":0,"withErrors":1,"failed":1,"missed":0,"stopped":0,"bytesIn":500,"bytesOut":18874368,"bytesStored":1500}""",
            ],
            overview.GetProperty("days").EnumerateArray().Select(day => day.GetRawText()));

        // What was kept before the first day counts, what is deleted does not.
        Assert.Equal(1500, Stored(await _service.OwnAsync("GET", "overview?days=1", null)));
        await _service.SendAsync("DELETE", $"v1.0/backup-configuration/{configuration}", null);
        Assert.Equal(0, Stored(await _service.OwnAsync("GET", "overview?days=1", null)));
    }

    [Fact]
    public async Task Agents_of_all_tenants_are_told_by_name_and_in_parts()
    {
        foreach (var name in new[] { "web10", "WEB9", "db%", "mail_1" })
        {
            _service.Host.State.Agents.Register(
                new AgentRow { TenantId = name, Region = "ORD", HostServerId = name, MachineName = name }, () => new AgentKey("00", "3", []));
        }

        await _service.RunBackupAsync(await _service.CreateConfigurationAsync());
        var own = (await _service.OwnAsync("GET", $"agents?name={Uri.EscapeDataString(Environment.MachineName)}", null)).Json.GetProperty("agents")[0];
        Assert.Equal((_service.Host.AgentId, "Online", 1, 37014733), (own.Number("id"), own.Text("status"), own.Number("configurations"), own.Number("vaultBytes")));
        Assert.Equal("2026-01-15T12:00:00.000Z", own.Text("lastSuccess"));
        Assert.Equal("""[{"day":"2026-01-15","completed":1,"withErrors":0,"failed":0,"missed":0,"stopped":0}]""", own.GetProperty("days").GetRawText());

        Assert.Equal((2, "web10,WEB9"), await NamesAsync("?name=web"));
        Assert.Equal((2, "WEB9"), await NamesAsync("?name=Web&skip=1&take=1"));
        Assert.Equal((1, "db%"), await NamesAsync("?name=%25"));
        Assert.Equal((1, "mail_1"), await NamesAsync("?name=_"));
        Assert.Equal((0, ""), await NamesAsync("?name='"));
        Assert.Equal(5, (await NamesAsync("")).Total);
    }

    [Theory]
    [InlineData("overview?days=0", "days")]
    [InlineData("overview?days=367", "days")]
    [InlineData("agents?days=x", "days")]
    [InlineData("agents?take=501", "take")]
    [InlineData("agents?skip=-1", "skip")]
    [InlineData("agents?skip=1&skip=2", "skip")]
    public async Task A_number_that_cannot_be_is_refused(string path, string name)
    {
        var answer = await _service.OwnAsync("GET", path, null);
        Assert.Equal((400, name), (answer.Status, answer.Json.At("badRequest", "details").GetString()));
    }

    [Fact]
    public async Task The_stream_tells_at_once_and_then_what_changes()
    {
        using var live = await LiveAsync(_service, _service.Http);
        var first = await live.UntilAsync(_ => true);
        Assert.Equal(("2026-01-15T12:00:00.000Z", false, 0), (first.Text("time"), first.GetProperty("frozen").GetBoolean(), first.Number("total")));

        var configuration = await _service.CreateConfigurationAsync();
        (_service.Engine.Hold, _service.Engine.Progress) = (new TaskCompletionSource(), new JobProgress(0, 25, 1, 100));
        var id = await _service.StartBackupAsync(configuration);
        await _service.Engine.NextJobAsync();
        var second = await live.UntilAsync(look => look.Number("total") == 1);
        var job = Assert.Single(second.GetProperty("jobs").EnumerateArray());
        Assert.Equal(("Backup", id, "etc", "InProgress", 25), (job.Text("kind"), job.Number("id"), job.Text("configuration"), job.Text("state"), job.Number("percent")));
        Assert.NotEqual(first.At("marks", "state").GetInt64(), second.At("marks", "state").GetInt64());
        Assert.NotEqual(first.At("marks", "requests").GetString(), second.At("marks", "requests").GetString());

        _service.Engine.Running!.Report(new JobProgress(0, 75, 1, 100));
        await live.UntilAsync(look => look.GetProperty("jobs")[0].Number("percent") == 75);
        await _service.OwnAsync("POST", "faults", """{"operation":"GetAgent","statusCode":503}""");
        await live.UntilAsync(look => look.At("marks", "faults").GetString() == "1:0");
        _service.Engine.Hold.SetResult();
        await _service.DoneAsync(JobKey.Backup(id));
        await live.UntilAsync(look => look.Number("total") == 0);
    }

    [Fact]
    public async Task The_stream_ends_in_order_when_the_service_does()
    {
        var service = await RunningService.StartAsync();
        using var http = new HttpClient { BaseAddress = service.Host.Address };
        using var live = await LiveAsync(service, http);
        var end = service.DisposeAsync();
        await live.EndAsync();
        await end;
    }

    [Fact]
    public void Jobs_that_are_not_over_are_found_without_reading_the_others()
    {
        using var database = new SqliteConnection("Data Source=:memory:");
        database.Open();
        database.Execute(string.Concat(Schema.Steps));
        foreach (var sql in new[] { OverviewStore.UnfinishedSql, OverviewStore.CountSql })
        {
            var plan = database.Query("EXPLAIN QUERY PLAN " + sql, new { take = 1 }).Select(step => (string)step.detail).ToList();
            Assert.Contains(plan, step => step.Contains("backups_unfinished", StringComparison.Ordinal));
            Assert.Contains(plan, step => step.Contains("restores_unfinished", StringComparison.Ordinal));
            Assert.DoesNotContain("SCAN backups", plan);
            Assert.DoesNotContain("SCAN restores", plan);
        }
    }

    private static long Stored(Answer overview) => overview.Json.GetProperty("days")[0].Number("bytesStored");

    private async Task<(long Total, string Names)> NamesAsync(string query)
    {
        var json = (await _service.OwnAsync("GET", "agents" + query, null)).Json;
        return (json.Number("total"), string.Join(',', json.GetProperty("agents").EnumerateArray().Select(agent => agent.Text("name"))));
    }

    private static async Task<Live> LiveAsync(RunningService service, HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "_service/live");
        request.Headers.Add("X-Api-Key", service.Host.ApiKey);
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        return new Live(service, answer, new StreamReader(await answer.Content.ReadAsStreamAsync()));
    }

    private sealed class Live(RunningService service, HttpResponseMessage answer, StreamReader reader) : IDisposable
    {
        /// <summary>The first of what it tells that fits.</summary>
        public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> fits)
        {
            while (true)
            {
                var line = reader.ReadLineAsync();
                while (!line.IsCompleted)
                {
                    service.Time.Advance(TimeSpan.FromMilliseconds(1));
                    await Task.Yield();
                }

                var look = JsonDocument.Parse((await line)!["data: ".Length..]).RootElement;
                Assert.Equal("", await reader.ReadLineAsync());
                if (fits(look))
                {
                    return look;
                }
            }
        }

        public async Task EndAsync()
        {
            while (await reader.ReadLineAsync() != null)
            {
            }
        }

        public void Dispose()
        {
            reader.Dispose();
            answer.Dispose();
        }
    }
}

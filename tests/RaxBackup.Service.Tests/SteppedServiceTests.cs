using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.Tests.Feeds;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>A whole service under a clock that is frozen and stepped.</summary>
public sealed class SteppedServiceTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly RunningService _service = new(new ServiceOptions { FrozenAt = Start });

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task It_stands_still_and_goes_ahead_as_told()
    {
        _service.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(("2026-03-01T00:00:00.0000000Z", true), await TimeAsync("GET", null));
        Assert.Equal(("2026-03-02T12:00:00.5000000Z", true), await TimeAsync("POST", """{"by":"1.12:00:00.5"}"""));
        Assert.Equal(("2026-03-31T00:00:00.0000000Z", true), await TimeAsync("POST", """{"to":"2026-03-31T01:00:00+01:00"}"""));
        Assert.Equal(("2026-04-01T00:00:00.0000000Z", false), await TimeAsync("POST", """{"by":"1.00:00:00","frozen":false}"""));
        _service.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(("2026-04-01T01:00:00.0000000Z", true), await TimeAsync("POST", """{"frozen":true}"""));
    }

    [Theory]
    [InlineData("""{}""", "to")]
    [InlineData("""{"by":"tomorrow"}""", "by")]
    [InlineData("""{"by":"-1.00:00:00"}""", "by")]
    [InlineData("""{"by":"4000.00:00:00"}""", "by")]
    [InlineData("""{"to":"2026-02-28T23:59:59Z"}""", "to")]
    [InlineData("""{"to":"8000-12-31T00:00:00Z"}""", "by")]
    [InlineData("""{"to":"9999-12-31T00:00:00Z"}""", "to")]
    [InlineData("""{"to":"soon"}""", "to")]
    [InlineData("""{"by":"00:00:01","to":"2026-03-02T00:00:00Z"}""", "by")]
    public async Task What_cannot_be_is_refused_and_the_clock_stays(string body, string field)
    {
        var answer = await _service.OwnAsync("POST", "clock", body);
        Assert.Equal((400, field), (answer.Status, answer.Json.At("badRequest", "details").GetString()));
        Assert.Equal(("2026-03-01T00:00:00.0000000Z", true), await TimeAsync("GET", null));
        Assert.Equal(401, (await _service.GetAsync("_service/clock")).Status);
    }

    [Fact]
    public async Task Tokens_and_entries_end_by_this_clock_and_answers_are_dated_by_it()
    {
        await _service.RunBackupAsync(await _service.CreateConfigurationAsync());
        var answer = await _service.GetAsync(_service.Path());
        Assert.Equal("Sun, 01 Mar 2026 00:00:00 GMT", answer.Header("Date"));
        Assert.Contains("<atom:updated>2026-03-01T00:00:00.000Z</atom:updated>", answer.Text, StringComparison.Ordinal);

        await TimeAsync("POST", """{"by":"23:59:59"}""");
        Assert.Equal(200, (await _service.GetAsync(_service.Path())).Status);
        await TimeAsync("POST", """{"by":"00:00:01"}""");
        Assert.Equal(401, (await _service.GetAsync(_service.Path())).Status);
        await TimeAsync("POST", """{"to":"2026-03-03T23:59:59.999Z"}""");
        var token = await _service.LogInAsync("local", _service.Host.ApiKey);
        Assert.Contains("<atom:entry", (await _service.GetAsync(_service.Path(), token)).Text, StringComparison.Ordinal);
        await TimeAsync("POST", """{"by":"00:00:00.001"}""");
        Assert.DoesNotContain("<atom:entry", (await _service.GetAsync(_service.Path(), token)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_folder_keeps_its_clock_and_cannot_be_put_back()
    {
        var folder = Directory.CreateTempSubdirectory("raxbackup-test-").FullName;
        try
        {
            await using (var first = await RunningService.StartAsync(new ServiceOptions { StateFolder = folder, FrozenAt = Start }))
            {
                await first.OwnAsync("POST", "clock", """{"by":"30.00:00:00"}""");
            }

            await using (var second = await RunningService.StartAsync(folder))
            {
                Assert.Equal("2026-03-31T00:00:00.0000000Z", (await second.OwnAsync("GET", "clock", null)).Json.Text("time"));
                await second.OwnAsync("POST", "clock", """{"frozen":false}""");
            }

            await using (var third = await RunningService.StartAsync(folder))
            {
                Assert.Equal("2026-03-31T00:00:00.0000000Z", (await third.OwnAsync("GET", "clock", null)).Json.Text("time"));
                third.Time.Advance(TimeSpan.FromDays(1));
                Assert.Equal("2026-04-01T00:00:00.0000000Z", (await third.OwnAsync("GET", "clock", null)).Json.Text("time"));
            }

            var failure = await Assert.ThrowsAsync<StartFailure>(
                () => RunningService.StartAsync(new ServiceOptions { StateFolder = folder, FrozenAt = Start }));
            Assert.Equal("ClockInvalid", failure.ErrorId);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<(string? Time, bool IsFrozen)> TimeAsync(string method, string? body)
    {
        var answer = await _service.OwnAsync(method, "clock", body);
        Assert.True(answer.Status == 200, answer.Text);
        return (answer.Json.Text("time"), answer.Json.GetProperty("frozen").GetBoolean());
    }
}

using System;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.Tests.Feeds;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>The files of the service's own page: open to all, the same for all, and no part of the API.</summary>
public sealed class PageTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("", "text/html; charset=utf-8")]
    [InlineData("_service/page/page.css", "text/css; charset=utf-8")]
    [InlineData("_service/page/main.js", "text/javascript; charset=utf-8")]
    [InlineData("_service/page/icon.svg", "image/svg+xml")]
    public async Task They_are_there_without_a_key_and_hold_none(string path, string type)
    {
        var answer = await service.SendAsync("GET", path, null, token: "");
        Assert.Equal((200, type), (answer.Status, answer.Header("Content-Type")));
        Assert.DoesNotContain(service.Host.ApiKey, answer.Text, StringComparison.Ordinal);
        Assert.Equal(("nosniff", "no-store"), (answer.Header("X-Content-Type-Options"), answer.Header("Cache-Control")));
        var policy = answer.Header("Content-Security-Policy")!;
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Null(answer.Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task No_script_and_no_style_stands_in_the_page_itself()
    {
        var page = (await service.SendAsync("GET", "", null)).Text;
        Assert.DoesNotMatch(@"<script(?![^>]* src=""/_service/page/)|<style|\son\w+=|\sstyle=|https?://", page);
    }

    [Theory]
    [InlineData("_service/page/none.js")]
    [InlineData("_service/page/..%2Fpage.html")]
    [InlineData("_service/page/")]
    public async Task There_are_no_others(string path) => Assert.Equal(404, (await service.SendAsync("GET", path, null)).Status);

    [Fact]
    public async Task The_page_is_in_no_journal_and_meets_no_fault()
    {
        await service.OwnAsync("POST", "faults", """{"path":"*","statusCode":503}""");
        await service.OwnAsync("DELETE", "requests", null);
        Assert.Equal(200, (await service.SendAsync("GET", "", null)).Status);
        Assert.Equal(0, (await service.OwnAsync("GET", "requests", null)).Json.GetArrayLength());
        Assert.Equal(503, (await service.GetAsync("v1.0/user/agents")).Status);
        await service.OwnAsync("DELETE", "faults", null);
    }

    [Theory]
    [InlineData("overview")]
    [InlineData("agents")]
    [InlineData("live")]
    public async Task What_it_shows_needs_the_key(string path)
    {
        Assert.Equal(401, (await service.SendAsync("GET", "_service/" + path, null)).Status);
        Assert.Equal(401, (await service.SendAsync("GET", "_service/" + path, null, null, ("X-Api-Key", "wrong"))).Status);
        Assert.Equal(401, (await service.SendAsync("GET", $"_service/{path}?X-Api-Key={service.Host.ApiKey}", null)).Status);
    }

    [Fact]
    public async Task Another_site_gets_no_leave_to_ask()
    {
        var asked = await service.SendAsync(
            "OPTIONS", "_service/clock", null, "", ("Origin", "http://example.com"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "x-api-key"));
        Assert.Equal(405, asked.Status);
        Assert.DoesNotContain(asked.Response.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }
}

using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using RaxBackup.Service.State;
using RaxBackup.Service.Tests;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace RaxBackup.Pages.Tests.ServicePage;

/// <summary>Who may see the local service's page, where the key goes, and what names can do.</summary>
[Collection("Chromium")]
public class ServicePageSafetyTests(Chromium chromium)
{
    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("schlüssel 💾")]
    public async Task A_wrong_key_is_refused(string key)
    {
        await using var open = await OpenService.ShowAsync(chromium, locked: true);
        await open.UnlockAsync(key);
        await Expect(open.Page.Locator("#refused")).ToHaveTextAsync("This is not the service's API key.");
        await Expect(open.Page.Locator("#board")).ToBeHiddenAsync();
        Assert.All(open.Complaints, complaint => Assert.Contains("401", complaint));
        Assert.Equal(0, await open.Page.EvaluateAsync<int>("sessionStorage.length + localStorage.length"));
        await open.UnlockAsync(open.Host.ApiKey);
        await Expect(open.Page.Locator("#board")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_key_stays_in_the_tab_until_it_is_locked()
    {
        await using var open = await OpenService.ShowAsync(chromium);
        await Expect(open.Page.Locator("#agents button.name")).ToBeVisibleAsync();
        await open.Page.ReloadAsync();
        await Expect(open.Page.Locator("#agents button.name")).ToBeVisibleAsync();
        var other = await open.Page.Context.NewPageAsync();
        await other.GotoAsync(open.Host.Address.AbsoluteUri);
        await Expect(other.Locator("#login")).ToBeVisibleAsync();
        Assert.Equal("", await open.Page.EvaluateAsync<string>("document.cookie"));
        Assert.Equal(0, await open.Page.EvaluateAsync<int>("localStorage.length"));
        Assert.DoesNotContain(open.Host.ApiKey, await open.Page.ContentAsync());
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Lock" }).ClickAsync();
        await Expect(open.Page.Locator("#board")).ToBeHiddenAsync();
        await Expect(open.Page.Locator("#key")).ToBeFocusedAsync();
        Assert.Equal(0, await open.Page.EvaluateAsync<int>("sessionStorage.length"));
        await open.Page.ReloadAsync();
        await Expect(open.Page.Locator("#login")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task It_asks_nobody_else_and_shows_the_key_in_a_header_only()
    {
        await using var open = await OpenService.ShowAsync(chromium);
        await Expect(open.Page.Locator("#link")).ToHaveTextAsync("live");
        await open.OwnAsync("faults", """{"operation":"GetAgent","statusCode":503}""");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(open.Page.Locator("#faults")).ToContainTextAsync("as it should be");
        var requests = open.Requests.ToList();
        Assert.All(requests, request => Assert.StartsWith(open.Host.Address.AbsoluteUri, request.Url));
        Assert.All(requests, request => Assert.DoesNotContain(open.Host.ApiKey, request.Url));
        Assert.Contains(requests, request => request.Url.EndsWith("_service/live", StringComparison.Ordinal));
        Assert.All(requests.Where(request => request.ResourceType == "fetch"), request => Assert.Equal(open.Host.ApiKey, request.Headers["x-api-key"]));
        Assert.Empty(open.Complaints);
        // Looking at it leaves no trace in the journal.
        Assert.Equal(1, (await open.OwnAsync("requests")).GetArrayLength());
    }

    [Theory]
    [MemberData(nameof(UsagePageHostileTests.Names), MemberType = typeof(UsagePageHostileTests))]
    public async Task A_name_is_text_wherever_it_stands(string name)
    {
        long agent = 0;
        await using var open = await OpenService.ShowAsync(chromium, before: async service =>
        {
            agent = service.Host.State.Agents.Register(
                new AgentRow
                {
                    TenantId = service.Host.TenantId, Region = "DFW", HostServerId = Guid.NewGuid().ToString(), MachineName = name, OperatingSystem = name,
                },
                () => new AgentKey("00", "10001", []));
            var made = await service.ApiAsync("v1.0/backup-configuration", Bodies.Configuration(agent, name));
            service.Host.State.Backups.Add(made.GetProperty("BackupConfigurationId").GetInt64(), Service.State.JobState.Queued);
            await Assert.ThrowsAnyAsync<Exception>(() => service.ApiAsync("v1.0/" + Uri.EscapeDataString(name)));
            await service.OwnAsync("faults", $$"""{"path":{{System.Text.Json.JsonSerializer.Serialize(name)}},"method":"GET"}""");
        });
        Assert.Equal(name, await open.Page.Locator($"[data-agent='{agent}'] th button bdi").TextContentAsync());
        Assert.Equal(name, await open.Page.Locator("#jobs strong bdi").TextContentAsync());
        await Expect(open.Page.Locator("#journal tbody tr")).Not.ToHaveCountAsync(0);
        await Expect(open.Page.Locator("#faults strong")).ToHaveCountAsync(1);
        Assert.True(await open.Page.EvaluateAsync<bool>("window.owned === undefined"));
        Assert.Equal(0, await open.Page.Locator("main script, main a, main img, main base, main meta, main [onload], main [onerror]").CountAsync());
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task What_got_past_that_would_not_run()
    {
        await using var open = await OpenService.ShowAsync(chromium);
        await Assert.ThrowsAsync<PlaywrightException>(() => open.Page.EvaluateAsync("document.body.innerHTML = '<img src=x onerror=window.owned=1>'"));
        await open.Page.EvaluateAsync("document.body.append(Object.assign(document.createElement('iframe'), { src: 'http://example.com/' }))");
        await open.Page.EvaluateAsync("document.body.firstElementChild.setAttribute('onclick', 'window.owned=1')").ContinueWith(_ => { });
        await open.Page.EvaluateAsync("document.body.firstElementChild.click()");
        Assert.True(await open.Page.EvaluateAsync<bool>("window.owned === undefined"));
        Assert.Contains(open.Complaints, complaint => complaint.Contains("Content Security Policy"));
    }
}

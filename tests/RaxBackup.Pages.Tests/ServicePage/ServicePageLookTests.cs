using System.Threading.Tasks;
using Microsoft.Playwright;
using RaxBackup.Service.Engines;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace RaxBackup.Pages.Tests.ServicePage;

/// <summary>The local service's page in the light and in the dark, and on a phone.</summary>
[Collection("Chromium")]
public class ServicePageLookTests(Chromium chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light, "rgb(247, 248, 249)")]
    [InlineData(ColorScheme.Dark, "rgb(17, 20, 23)")]
    public async Task Every_word_can_be_read(ColorScheme scheme, string back)
    {
        await using var open = await FullAsync(1280, scheme);
        Assert.Equal(back, await open.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.InRange(await open.Page.EvaluateAsync<double>(UsagePageLookTests.LeastContrast), 4.5, 21);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Lock" }).ClickAsync();
        Assert.InRange(await open.Page.EvaluateAsync<double>(UsagePageLookTests.LeastContrast), 4.5, 21);
    }

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(768)]
    [InlineData(1280)]
    public async Task Nothing_is_wider_than_the_screen(int width)
    {
        const string Fits = "document.documentElement.scrollWidth <= innerWidth";
        await using var open = await FullAsync(width, ColorScheme.Light);
        Assert.Empty(await open.Page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('main *')].filter((element) => element.checkVisibility() && !element.closest('.wide, .unseen, thead'))
              .filter((element) => { const box = element.getBoundingClientRect(); return box.left < -1 || box.right > innerWidth + 1; }).map((element) => element.outerHTML.slice(0, 120))
            """));
        Assert.True(await open.Page.EvaluateAsync<bool>(Fits));
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Lock" }).ClickAsync();
        Assert.True(await open.Page.EvaluateAsync<bool>(Fits));
    }

    [Fact]
    public async Task Everything_that_can_be_pressed_has_a_name()
    {
        await using var open = await FullAsync(390, ColorScheme.Light);
        var controls = open.Page.Locator("button:visible, input:visible, select:visible");
        Assert.True(await controls.CountAsync() > 8);
        foreach (var control in await controls.AllAsync())
            await Expect(control).Not.ToHaveAccessibleNameAsync("");
        Assert.Empty(await open.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('svg[role=img]')].filter((image) => !image.getAttribute('aria-label')).map((image) => image.outerHTML.slice(0, 80))"));
    }

    // A service with something in every part of the page.
    private async Task<OpenService> FullAsync(int width, ColorScheme scheme)
    {
        var open = await OpenService.ShowAsync(chromium, width, scheme, before: async service =>
        {
            var configuration = await service.ConfigureAsync("A configuration with a long name that goes on and on");
            await service.BackUpAsync(configuration);
            service.Engine.Fault = new EngineException(EngineFailure.StoreUnavailable, "gone");
            await service.BackUpAsync(configuration);
            service.Engine.Hold = new();
            await service.StartBackupAsync(configuration);
            await service.OwnAsync("faults", """{"operation":"*","path":"/v1.0/a-long-path-without-any-break-in-it/that-goes-on-and-on/and-on","statusCode":503,"delayMs":100}""");
        });
        await open.Page.Locator("#agents button.name").ClickAsync();
        await Expect(open.Page.Locator("#bandwidth .in")).ToHaveCountAsync(1);
        await Expect(open.Page.Locator("#journal .status.completed")).Not.ToHaveCountAsync(0);
        await Expect(open.Page.Locator("#faults strong")).ToHaveCountAsync(1);
        return open;
    }
}

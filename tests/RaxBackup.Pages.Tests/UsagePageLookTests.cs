using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;

namespace RaxBackup.Pages.Tests;

/// <summary>The same page in the light and in the dark, on a phone and on paper.</summary>
[Collection("Chromium")]
public class UsagePageLookTests(Chromium chromium)
{
    private const string LongName = "a-very-long-name-of-a-resource-that-goes-on.and-on.with-a-domain.production.example.internal";

    /// <summary>Every text's contrast with what lies behind it (WCAG), the least first.</summary>
    internal const string LeastContrast = """
        () => {
          const parse = (colour) => colour.match(/[\d.]+/g).map(Number);
          const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
          const behind = (element) => { for (let e = element; e; e = e.parentElement) { const back = parse(getComputedStyle(e).backgroundColor); if (back.length < 4 || back[3] > 0) return back; } return [255, 255, 255]; };
          let least = [99, ''];
          for (const element of document.querySelectorAll('main *')) {
            if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) || !element.checkVisibility() || ['title', 'desc'].includes(element.localName)) continue;
            const style = getComputedStyle(element);
            const [a, b] = [light(parse(element.localName === 'text' ? style.fill : style.color)), light(behind(element))].sort((x, y) => y - x);
            const contrast = (a + .05) / (b + .05);
            if (contrast < least[0]) least = [contrast, element.outerHTML.slice(0, 80)];
          }
          return least[0];
        }
        """;

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_word_can_be_read(ColorScheme scheme)
    {
        await using var open = await OpenPage.ShowAsync(chromium, Page(40), scheme: scheme);
        Assert.True(await open.EvaluateAsync<double>(LeastContrast) >= 4.5);
    }

    [Fact]
    public async Task The_dark_is_dark_and_paper_is_white()
    {
        const string Back = "getComputedStyle(document.body).backgroundColor";
        await using var open = await OpenPage.ShowAsync(chromium, Page(3), scheme: ColorScheme.Dark);
        Assert.Equal("rgb(20, 23, 26)", await open.EvaluateAsync<string>(Back));
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal("rgb(255, 255, 255)", await open.EvaluateAsync<string>(Back));
        Assert.True(await open.EvaluateAsync<double>(LeastContrast) >= 4.5);
        Assert.NotEmpty(await open.Page.PdfAsync());
    }

    [Theory]
    [InlineData(320, 31)]
    [InlineData(390, 1)]
    [InlineData(390, 31)]
    [InlineData(390, 365)]
    [InlineData(768, 31)]
    public async Task Nothing_is_wider_than_the_screen(int width, int days)
    {
        await using var open = await OpenPage.ShowAsync(chromium, Page(days), width);
        Assert.True(await open.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        var outside = await open.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('svg.chart text, .totals dd, .top .number, h1, h2')].filter((element) => element.checkVisibility())
              .filter((element) => { const box = element.getBoundingClientRect(); return box.left < 0 || box.right > innerWidth; }).map((element) => element.outerHTML)
            """);
        Assert.Empty(outside);
    }

    [Theory]
    [InlineData(390, 5)]
    [InlineData(390, 31)]
    [InlineData(390, 365)]
    [InlineData(1280, 365)]
    [InlineData(1280, 900)]
    public async Task The_labels_of_an_axis_do_not_touch(int width, int days)
    {
        await using var open = await OpenPage.ShowAsync(chromium, Page(days), width);
        var gaps = await open.EvaluateAsync<double[]>("""
            [...document.querySelectorAll('svg.chart .days')].flatMap((axis) => {
              const boxes = [...axis.children].filter((label) => label.checkVisibility()).map((label) => label.getBoundingClientRect());
              return boxes.slice(1).map((box, i) => box.left - boxes[i].right);
            })
            """);
        Assert.NotEmpty(gaps);
        Assert.True(gaps.Min() >= 4, $"{gaps.Min()} pixels");
    }

    [Fact]
    public async Task Every_chart_has_a_name_and_a_description_and_every_day_a_tip()
    {
        await using var open = await OpenPage.ShowAsync(chromium, Page(31));
        var charts = await open.Page.Locator("svg.chart").CountAsync();
        Assert.Equal(7, charts);
        for (var i = 0; i < charts; i++)
            Assert.Matches(@"(by product|on average).*\d", await open.Page.Locator("svg.chart").Nth(i).AriaSnapshotAsync());
        Assert.Equal(6 * 31, await open.Page.Locator("g.day > title").CountAsync());
        Assert.Equal(0, await open.Page.Locator("g.day:not(:has(> title:not(:empty)))").CountAsync());
    }

    private static string Page(int days) => Statements.Page(Statements.Events(days, 4, r => r == 1 ? LongName : $"web{r:00}"));
}

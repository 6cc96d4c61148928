using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace RaxBackup.Pages.Tests;

/// <summary>Names come from whoever names a server: on the page they are text, whatever they say.</summary>
[Collection("Chromium")]
public class UsagePageHostileTests(Chromium chromium)
{
    private const string Owned = "window.owned === undefined";

    public static TheoryData<string> Names =>
    [
        "<script>window.owned=1</script>", "\"><img src=x onerror=window.owned=1>", "'><svg onload='window.owned=1'>", "</title><script>window.owned=1</script>",
        "</style><script>window.owned=1</script>", "--><script>window.owned=1</script><!--", "<a href=javascript:window.owned=1>x</a>", "<base href=//example.com>",
        "<meta http-equiv=refresh content=0;url=//example.com>", "]]><b>", "&lt;b&gt; &amp;", "{0} {name} {{", "%3Cscript%3E", "データベース", "База данных", "قاعدة بيانات", "💾 ümläut",
        "=HYPERLINK(\"http://example.com\")", "a\u202Ecod.exe",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_is_text_wherever_it_stands(string name)
    {
        var events = Statements.Events(2, 3, _ => name).Select(usage =>
        {
            usage.Region = usage.TenantId = usage.DataCenter = name;
            usage.ResourceId += name;
            if (usage.Product is VolumeUsage volume)
                volume.Type = name;
            return usage;
        });
        await using var open = await OpenPage.ShowAsync(chromium, Statements.Page(events));
        await open.Page.Locator("th button").First.ClickAsync();
        Assert.True(await open.EvaluateAsync<bool>(Owned));
        Assert.Empty(open.Complaints);
        Assert.Empty(open.Requests);
        Assert.Equal(0, await open.Page.Locator("main script, main a, main img, main b, main base, main meta, [onload], [onerror]").CountAsync());
        Assert.Equal(name, await open.Page.Locator("table.sorts tbody th bdi").First.TextContentAsync());
        Assert.Equal(name, await open.Page.Locator(".top .name").First.TextContentAsync());
        Assert.Contains(name, await open.Page.Locator(".facts").TextContentAsync());
    }

    [Fact]
    public async Task Characters_that_have_no_place_in_a_page_are_replaced()
    {
        await using var open = await OpenPage.ShowAsync(chromium, Statements.Page(Statements.Events(1, 2, _ => "a\0b\u001bc\u0085d\ud800e")));
        Assert.Equal("a\ufffdb\ufffdc\ufffdd\ufffde", await open.Page.Locator("table.sorts tbody th bdi").First.TextContentAsync());
    }

    [Fact]
    public async Task What_got_past_the_escaping_would_not_run()
    {
        await using var open = await OpenPage.ShowAsync(chromium, Statements.Page(Statements.Events(1, 1)).Replace(
            "<header>", "<header><script>window.owned=1</script><img src=x onerror=window.owned=1><style>body { display: none }</style>"));
        Assert.True(await open.EvaluateAsync<bool>(Owned));
        Assert.Equal(4, open.Complaints.Count(complaint => complaint.Contains("Content Security Policy")));
        Assert.True(await open.Page.Locator("h1").IsVisibleAsync());
    }
}

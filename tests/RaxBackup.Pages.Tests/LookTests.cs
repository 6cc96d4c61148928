using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;
namespace RaxBackup.Pages.Tests;
public class LookTests(Chromium c) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Look()
    {
        string[] names = ["web01", "a-very-long-resource-name-that-goes-on-and-on-with-a-domain.production.example.internal", "データベース", "<script>alert(1)</script>"];
        string n(int r) => r < 4 ? names[r] : $"db{r:00}";
        (string, string)[] pages = [
            ("m31", Statements.Page(Statements.Events(31, 14, n).Where(u => u.StartTime!.Value.Day is not (10 or 11)), m => m.Contains("free") ? null : (0.11m, "USD"))),
            ("d1", Statements.Page(Statements.Events(1, 1))), ("y365", Statements.Page(Statements.Events(365, 3))), ("many", Statements.Page(Statements.Events(2, 5000))), ("empty", Statements.Page(Statements.Events(0, 0)))];
        foreach (var (name, html) in pages)
        {
            File.WriteAllText($"/tmp/page-{name}.html", html);
            foreach (var (kind, width, scheme) in new[] { ("light", 1280, ColorScheme.Light), ("dark", 1280, ColorScheme.Dark), ("phone", 390, ColorScheme.Light) })
            {
                await using var p = await OpenPage.ShowAsync(c, html, width, scheme);
                for (var part = 0; part < 3; part++)
                    try { await p.Page.ScreenshotAsync(new() { Path = $"/tmp/page-{name}-{kind}-{part}.png", FullPage = true, Clip = new() { X = 0, Y = part * 1500, Width = width, Height = 1500 } }); } catch { }
                await p.Page.EvaluateAsync("document.querySelector('table.sorts')?.scrollIntoView()");
                    await p.Page.ScreenshotAsync(new() { Path = $"/tmp/page-{name}-{kind}-t.png" });
                    if (kind == "light" && name == "m31") await p.Page.PdfAsync(new() { Path = "/tmp/page-m31.pdf", Format = "A4" });
                Assert.Empty(p.Complaints);
            }
        }
    }
}

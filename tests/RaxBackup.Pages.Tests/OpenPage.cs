using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace RaxBackup.Pages.Tests;

/// <summary>A page file that is open in a browser without a network; keeps what it complains of and what it asks for.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly string file;

    private OpenPage(IBrowserContext context, IPage page, string file) => (this.context, Page, this.file) = (context, page, file);

    public IPage Page { get; }

    public List<string> Complaints { get; } = [];

    /// <summary>What it asked for besides itself.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<OpenPage> ShowAsync(Chromium chromium, string html, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool script = true)
    {
        var file = Path.Combine(Path.GetTempPath(), $"raxbackup-page-{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, html);
        var context = await chromium.Browser.NewContextAsync(new()
        {
            Offline = true,
            JavaScriptEnabled = script,
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        var open = new OpenPage(context, await context.NewPageAsync(), file);
        open.Page.Console += (_, message) => open.Complaints.Add(message.Text);
        open.Page.PageError += (_, error) => open.Complaints.Add(error);
        open.Page.Dialog += (_, dialog) => { open.Complaints.Add("dialog: " + dialog.Message); _ = dialog.DismissAsync(); };
        var address = new Uri(file).AbsoluteUri;
        open.Page.Request += (_, request) => { if (request.Url != address) open.Requests.Add(request.Url); };
        await open.Page.GotoAsync(address);
        return open;
    }

    public Task<T> EvaluateAsync<T>(string script) => Page.EvaluateAsync<T>(script);

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        File.Delete(file);
    }
}

using System;
using System.Collections.Concurrent;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Playwright;
using RaxBackup.Service;
using RaxBackup.Service.State;
using RaxBackup.Service.Tests;
using Xunit;

namespace RaxBackup.Pages.Tests.ServicePage;

/// <summary>A local service whose clock stands still and whose engine is scripted, and its page in a browser.</summary>
internal sealed class OpenService : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 9, 8, 0, 0, TimeSpan.Zero);

    // Making a key is most of what a start costs.
    private static readonly Lazy<AgentKey> Key = new(AgentKey.Create);
    private readonly IBrowserContext context;
    private readonly HttpClient http;
    private string token = "";

    private OpenService(ServiceHost host, ScriptedEngine engine, IBrowserContext context, IPage page)
    {
        (Host, Engine, this.context, Page, http) = (host, engine, context, page, new HttpClient { BaseAddress = host.Address });
        page.Console += (_, message) => Complaints.Enqueue(message.Text);
        page.PageError += (_, error) => Complaints.Enqueue(error);
        page.Dialog += (_, dialog) => { Complaints.Enqueue("dialog: " + dialog.Message); _ = dialog.DismissAsync(); };
        page.Request += (_, request) => Requests.Enqueue(request);
    }

    public ServiceHost Host { get; }

    public ScriptedEngine Engine { get; }

    public IPage Page { get; }

    public ConcurrentQueue<string> Complaints { get; } = [];

    public ConcurrentQueue<IRequest> Requests { get; } = [];

    /// <summary>With <paramref name="locked"/> the page still asks for the key.</summary>
    public static async Task<OpenService> ShowAsync(
        Chromium chromium, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool locked = false, ServiceOptions? options = null,
        Func<OpenService, Task>? before = null)
    {
        var engine = new ScriptedEngine();
        var host = await ServiceHost.StartAsync(
            (options ?? new ServiceOptions()) with { FrozenAt = Start }, new ServiceClock(), _ => engine, () => Key.Value);
        var context = await chromium.Browser.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        var open = new OpenService(host, engine, context, await context.NewPageAsync());
        await open.LogInAsync();
        await (before?.Invoke(open) ?? Task.CompletedTask);
        await open.Page.GotoAsync(host.Address.AbsoluteUri);
        if (!locked)
            await open.UnlockAsync(host.ApiKey);
        return open;
    }

    public async Task UnlockAsync(string key)
    {
        await Page.GetByLabel("API key").FillAsync(key);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
    }

    /// <summary>An operation of the API, as the service's user.</summary>
    public Task<JsonElement> ApiAsync(string path, string? body = null, string? method = null) => SendAsync(path, body, method, "X-Auth-Token", token);

    /// <summary>One of the service's own addresses.</summary>
    public Task<JsonElement> OwnAsync(string path, string? body = null, string? method = null) =>
        SendAsync("_service/" + path, body, method, "X-Api-Key", Host.ApiKey);

    /// <summary>Steps the clock and logs in again: tokens expire by that clock, too.</summary>
    public async Task StepAsync(string by)
    {
        await OwnAsync("clock", $$"""{"by":"{{by}}"}""");
        await LogInAsync();
    }

    public async Task<long> ConfigureAsync(string name = "Website") =>
        (await ApiAsync("v1.0/backup-configuration", Bodies.Configuration(Host.AgentId, name))).GetProperty("BackupConfigurationId").GetInt64();

    public async Task<long> StartBackupAsync(long configuration) =>
        (await ApiAsync("v1.0/backup/action-requested", $$"""{"Action":"StartManual","Id":{{configuration}}}""")).GetInt64();

    public Task DoneAsync(long backup) => Host.Agents.Find(Host.AgentId)!.WhenDone(JobKey.Backup(backup));

    public async Task<long> BackUpAsync(long configuration)
    {
        var id = await StartBackupAsync(configuration);
        await DoneAsync(id);
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await context.DisposeAsync();
        await Host.DisposeAsync();
    }

    private async Task LogInAsync() => token = (await ApiAsync(
            "v2.0/tokens", $$$$"""{"auth":{"RAX-KSKEY:apiKeyCredentials":{"username":"local","apiKey":"{{{{Host.ApiKey}}}}"}}}"""))
        .GetProperty("access").GetProperty("token").GetProperty("id").GetString()!;

    private async Task<JsonElement> SendAsync(string path, string? body, string? method, string header, string secret)
    {
        using var request = new HttpRequestMessage(new(method ?? (body == null ? "GET" : "POST")), path);
        request.Headers.Add(header, secret);
        if (body != null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}

using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace RaxBackup.Benchmarks;

/// <summary>What the benchmark of feeds asks of a service.</summary>
internal sealed class FeedCalls(StartedService service)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromHours(1) };

    private readonly Uri root = new(new Uri(service.IdentityUri), "..");
    private string? token;
    private string? tenant;

    public Task GenerateAsync(int count) => GenerateAsync(new { count });

    /// <summary>Events of one feed, in one region.</summary>
    public Task GenerateAsync(int count, string feed) => GenerateAsync(new { count, seed = count, feeds = new[] { feed }, regions = new[] { "DFW" } });

    private async Task GenerateAsync(object order)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(root, "_service/events")) { Content = JsonContent.Create(order) };
        request.Headers.Add("X-Api-Key", service.Environment["BENCH_KEY"]);
        using var answer = await Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<string> TokenAsync()
    {
        if (token is null)
        {
            var login = $$$$"""{"auth":{"RAX-KSKEY:apiKeyCredentials":{"username":"{{{{service.UserName}}}}","apiKey":"{{{{service.Environment["BENCH_KEY"]}}}}"}}}""";
            using var answer = await Http.PostAsync(new Uri(service.IdentityUri + "tokens"), new StringContent(login, Encoding.UTF8, "application/json"));
            var access = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("access").GetProperty("token");
            (token, tenant) = (access.GetProperty("id").GetString()!, access.GetProperty("tenant").GetProperty("id").GetString()!);
        }
        return token;
    }

    /// <summary>The first page of the feed.</summary>
    public async Task<Uri> HeadAsync(int limit)
    {
        await TokenAsync();
        return Feed($"?limit={limit}");
    }

    /// <summary>The page of 25 that begins in the middle of the three days.</summary>
    public async Task<Uri> MiddleAsync()
    {
        await TokenAsync();
        var page = Encoding.UTF8.GetString(await GetAsync(Feed($"?startingAt={TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-36):yyyy-MM-ddTHH:mm:ss.fffZ}&limit=1")));
        return Feed($"?marker={FirstId(page)}&direction=backward&limit=25");
    }

    public async Task<byte[]> GetAsync(Uri address)
    {
        using var answer = await SendAsync(address, "application/atom+xml", false);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>The pages of 1000 of a feed, the newest first; no more than so many.</summary>
    public async Task<List<Uri>> PagesAsync(int most)
    {
        await TokenAsync();
        var pages = new List<Uri> { Feed("?limit=1000") };
        while (pages.Count < most)
        {
            var head = Encoding.UTF8.GetString((await GetAsync(pages[^1])).AsSpan(0, 2048));
            if (Regex.Match(head, "href=\"([^\"]+)\" rel=\"next\"") is not { Success: true } next)
                return pages;
            pages.Add(new Uri(next.Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal)));
        }
        return pages;
    }

    /// <summary>Reads pages one after the other, as they come; how many bytes they had.</summary>
    public async Task<long> DownloadAsync(IEnumerable<Uri> pages, string accept, bool packed)
    {
        var (bytes, buffer) = (0L, new byte[1 << 18]);
        foreach (var page in pages)
        {
            using var answer = await SendAsync(page, accept, packed);
            await using var body = await answer.Content.ReadAsStreamAsync();
            for (int read; (read = await body.ReadAsync(buffer)) > 0;)
                bytes += read;
        }
        return bytes;
    }

    private Uri Feed(string query) => new(root, $"dfw/backup/events/{tenant}{query}");

    private async Task<HttpResponseMessage> SendAsync(Uri address, string accept, bool packed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("X-Auth-Token", await TokenAsync());
        request.Headers.Add("Accept", accept);
        if (packed)
            request.Headers.Add("Accept-Encoding", "gzip");
        var answer = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.EnsureSuccessStatusCode();
    }

    private static string FirstId(string page) => Regex.Match(page, "<atom:id>(urn:uuid:[^<]+)<").Groups[1].Value;
}

using System;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading.Tasks;

namespace RaxBackup.Benchmarks;

/// <summary>The service's own addresses: events made up, and faults.</summary>
internal sealed class ServiceControl : IDisposable
{
    private readonly HttpClient http = new();

    public ServiceControl(StartedService service)
    {
        http.BaseAddress = new Uri(new Uri(service.IdentityUri), "/_service/");
        http.DefaultRequestHeaders.Add("X-Api-Key", service.Environment["BENCH_KEY"]);
    }

    public Task AddEventsAsync(int count, int seed) => PostAsync("events", new { count, seed, regions = new[] { "DFW" } });

    public Task AddFaultAsync(object fault) => PostAsync("faults", fault);

    public async Task ClearFaultsAsync() => (await http.DeleteAsync("faults")).EnsureSuccessStatusCode();

    public void Dispose() => http.Dispose();

    private async Task PostAsync(string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"POST {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }
}

using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace RaxBackup.Service.Tests.Feeds;

/// <summary>What a service has said yes to is there after it was killed; what was on its way may be there in part.</summary>
public sealed class KilledServiceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("raxbackup-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Events_outlive_a_kill_and_go_on_from_there()
    {
        for (var round = 1; round <= 3; round++)
        {
            using var process = ProcessTests.Start("--state", _folder, "--events", "1200", "--frozen-at", "2026-01-15T12:00:00Z");
            using var http = new HttpClient();
            var ready = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync())!).RootElement;
            using var request = new HttpRequestMessage(HttpMethod.Post, ready.Text("address") + "_service/events/backup")
            {
                Content = new StringContent(PublishTests.Entry($"round-{round}")),
            };
            request.Headers.Add("X-Api-Key", ready.Text("apiKey"));
            Assert.Equal(HttpStatusCode.Created, (await http.SendAsync(request)).StatusCode);
            process.Kill();
            await process.WaitForExitAsync();
        }

        await using var service = await RunningService.StartAsync(_folder);
        var entries = await service.AllAsync(service.Path() + "?limit=1000");
        Assert.Equal(
            ["urn:uuid:round-3", "urn:uuid:round-2", "urn:uuid:round-1"], entries.Take(3).Select(e => e.Element(FeedCalls.Atom + "id")!.Value));
        // Those of the first start; a folder gets them once.
        Assert.Equal(100 + 3, entries.Count);
    }
}

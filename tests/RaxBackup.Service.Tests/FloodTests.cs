using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>More than a service can hold, thrown at a process of its own: it answers, and its memory stays within bounds.</summary>
public sealed class FloodTests : IAsyncLifetime
{
    private const int Huge = 100 << 20;
    // Of what is published up to 16 MB are held while they are read, and garbage stays a while; five bodies kept would take 500 MB.
    private const long MostGrowth = 256 << 20;

    private readonly Process _process = Process.Start(new ProcessStartInfo(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(ServiceHost).Assembly.Location])
    {
        RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
    })!;

    private Uri _address = null!;
    private string _key = "";

    public async Task InitializeAsync()
    {
        var ready = JsonDocument.Parse((await _process.StandardOutput.ReadLineAsync())!).RootElement;
        (_address, _key) = (new Uri(ready.Text("address")!), ready.Text("apiKey")!);
    }

    public async Task DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [Theory]
    [InlineData("v2.0/tokens")]
    [InlineData("_service/events")]
    [InlineData("_service/events/cbs")]
    public async Task A_body_of_100_MB_is_413_whether_it_says_its_length_or_not(string path)
    {
        await HealthyAsync();
        var before = WorkingSet();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(413, (await RawCall.SendAsync(_address, $"{Head(path)}Content-Length: {Huge}\r\n\r\n{{")).Status);
            // In chunks: more than is read of any body breaks the connection, and a sender that listens gets the reason.
            var status = (await RawCall.SendAsync(_address, async stream =>
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"{Head(path)}Transfer-Encoding: chunked\r\n\r\n"));
                var chunk = Encoding.ASCII.GetBytes($"{1 << 16:x}\r\n{new string(' ', 1 << 16)}\r\n");
                for (var sent = 0; sent < Huge; sent += 1 << 16)
                {
                    await stream.WriteAsync(chunk);
                }
            })).Status;
            Assert.True(status is 413 or 0, $"{status}");
        }

        Assert.InRange(WorkingSet() - before, long.MinValue, MostGrowth);
        await HealthyAsync();
    }

    [Fact]
    public async Task A_thousand_connections_at_once_are_all_answered()
    {
        await HealthyAsync();
        var before = WorkingSet();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = _address, Timeout = TimeSpan.FromMinutes(5) };
        var idle = Enumerable.Range(0, 1000).Select(_ => new TcpClient()).ToList();
        await Task.WhenAll(idle.Select(client => client.ConnectAsync(_address.Host, _address.Port)));
        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => http.GetAsync("_service/health")));
        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode));
        Assert.InRange(WorkingSet() - before, long.MinValue, MostGrowth);
        idle.ForEach(client => client.Dispose());
        await HealthyAsync();
    }

    private string Head(string path) => $"POST /{path} HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: {_key}\r\nConnection: close\r\n";

    private async Task HealthyAsync() => Assert.Equal(200, (await RawCall.SendAsync(
        _address, "GET /_service/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).Status);

    private long WorkingSet()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }
}

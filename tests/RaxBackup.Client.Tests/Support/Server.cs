using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace RaxBackup.Client.Tests.Support;

/// <summary>A server without a socket: answers by script, one step a request, and remembers what it was sent.</summary>
internal sealed class Server : HttpMessageHandler
{
    private readonly ConcurrentQueue<Func<Received, CancellationToken, Task<HttpResponseMessage>>> steps = new();
    private readonly ConcurrentQueue<Received> received = new();

    /// <summary>What answers when the script is over.</summary>
    public Func<Received, HttpResponseMessage>? Otherwise { get; set; }

    public IReadOnlyList<Received> Requests => [.. received];

    public Received Last => received.Last();

    public Server Then(int status, string body = "", params (string Name, string Value)[] headers) => Then(_ => Answer(status, body, headers));

    public Server Then(Func<Received, HttpResponseMessage> step)
    {
        steps.Enqueue((request, _) => Task.FromResult(step(request)));
        return this;
    }

    public Server Then(Exception failure)
    {
        steps.Enqueue((_, _) => Task.FromException<HttpResponseMessage>(failure));
        return this;
    }

    public Server ThenAsync(Func<Received, CancellationToken, Task<HttpResponseMessage>> step)
    {
        steps.Enqueue(step);
        return this;
    }

    /// <summary>Never answers; tells when the request has come.</summary>
    public Server ThenSilence(Action? arrived = null) => ThenAsync(async (_, stop) =>
    {
        var never = Task.Delay(Timeout.Infinite, stop);
        arrived?.Invoke();
        await never;
        throw new InvalidOperationException("unreachable");
    });

    public static HttpResponseMessage Answer(int status, string body = "", params (string Name, string Value)[] headers)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = content };
        foreach (var (name, value) in headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value)) content.Headers.TryAddWithoutValidation(name, value);
        }
        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content == null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var seen = new Received(request.Method.Method, request.RequestUri!, headers, body);
        received.Enqueue(seen);
        if (steps.TryDequeue(out var step)) return await step(seen, cancellationToken);
        return Otherwise?.Invoke(seen) ?? throw new InvalidOperationException($"The script is over, and now came {seen.Method} {seen.Address}.");
    }
}

/// <summary>A request as it came.</summary>
internal sealed record Received(string Method, Uri Address, IReadOnlyDictionary<string, string> Headers, string? Body)
{
    public string? Token => Headers.GetValueOrDefault("X-Auth-Token");
}

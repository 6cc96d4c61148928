using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace RaxBackup.Client.Tests.Support;

/// <summary>A server on a real socket: each connection gets one request read and the next answer of the script, as bytes, and is closed.</summary>
internal sealed class SocketServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<byte[]> answers = new();

    public SocketServer()
    {
        listener.Start();
        _ = ServeAsync();
    }

    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    /// <summary>An address where nobody listens.</summary>
    public static Uri Closed()
    {
        using var server = new SocketServer();
        return server.Address;
    }

    public SocketServer Then(byte[] answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    public SocketServer Then(string head, byte[] body) => Then([.. Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n") + "\r\n\r\n"), .. body]);

    public void Dispose() => listener.Stop();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                Requests.Enqueue(await ReadAsync(stream));
                if (answers.TryDequeue(out var answer)) await stream.WriteAsync(answer);
                client.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private static async Task<string> ReadAsync(Stream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[8192];
        while (!IsWhole(text.ToString()))
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0) break;
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        return text.ToString();
    }

    private static bool IsWhole(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return false;
        var at = request.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        return at < 0 || request.Length - end - 4 >= int.Parse(request[(at + 16)..request.IndexOf('\r', at)]);
    }
}

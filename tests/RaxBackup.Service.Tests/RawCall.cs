using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace RaxBackup.Service.Tests;

/// <summary>Bytes to a service as no HTTP client would send them.</summary>
internal static class RawCall
{
    /// <summary>Sends what it is told, and reads to the end of the connection.</summary>
    public static Task<RawAnswer> SendAsync(Uri address, string text) =>
        SendAsync(address, stream => stream.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask());

    public static async Task<RawAnswer> SendAsync(Uri address, Func<Stream, Task> send)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = client.GetStream();
        var answer = ReadAsync(stream);
        try
        {
            await send(stream);
        }
        catch (IOException)
        {
            // The service need not take all of it.
        }

        return await answer;
    }

    private static async Task<RawAnswer> ReadAsync(NetworkStream stream)
    {
        using var read = new MemoryStream();
        try
        {
            await stream.CopyToAsync(read);
        }
        catch (IOException)
        {
            // What came before a reset counts.
        }

        var text = Encoding.Latin1.GetString(read.ToArray());
        return new(text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(text.AsSpan(9, 3)) : 0, text);
    }
}

/// <summary>Status (0: the connection ended without one), and all of the answer.</summary>
internal sealed record RawAnswer(int Status, string Text)
{
    public string Head => Text.Split("\r\n\r\n")[0];
}

using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace RaxBackup.Client.Http;

/// <summary>Reads bodies within bounds: nothing a server sends makes the client grow without limit.</summary>
internal static class BodyReader
{
    /// <summary>At most <paramref name="limit"/> bytes; null where there are more.</summary>
    public static async Task<byte[]?> ReadAllAsync(HttpContent content, int limit, CancellationToken stop)
    {
        var body = await ReadAsync(content, limit + 1, stop).ConfigureAwait(false);
        return body.Length > limit ? null : body;
    }

    /// <summary>The body as it comes, for a reader on a thread of the pool; more than the limit is a failure.</summary>
    public static async Task<T> ReadAsync<T>(HttpContent content, int limit, Func<Exception> tooLong, Func<Stream, T> read, CancellationToken stop)
    {
        var body = await OpenAsync(content, stop).ConfigureAwait(false);
        return await Task.Run(
            () => read(new BufferedStream(new BoundedStream(new AnswerStream(body, stop), limit, tooLong), 65536)), CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>The first bytes; the rest is left.</summary>
    public static async Task<byte[]> ReadAsync(HttpContent content, int limit, CancellationToken stop)
    {
        var stream = await OpenAsync(content, stop).ConfigureAwait(false);
        var all = new MemoryStream();
        var buffer = new byte[81920];
        while (all.Length < limit)
        {
            var wanted = (int)Math.Min(buffer.Length, limit - all.Length);
#pragma warning disable CA1835, CA1849 // the Memory overload is not on .NET Framework; writing to memory blocks nothing
            var read = await stream.ReadAsync(buffer, 0, wanted, stop).ConfigureAwait(false);
            if (read == 0) break;
            all.Write(buffer, 0, read);
#pragma warning restore CA1835, CA1849
        }
        return all.ToArray();
    }

#if NET
    private static Task<Stream> OpenAsync(HttpContent content, CancellationToken stop) => content.ReadAsStreamAsync(stop);
#else
    private static Task<Stream> OpenAsync(HttpContent content, CancellationToken stop) => content.ReadAsStreamAsync();
#endif
}

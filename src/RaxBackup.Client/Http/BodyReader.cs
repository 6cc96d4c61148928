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

    /// <summary>The first bytes; the rest is left.</summary>
    public static async Task<byte[]> ReadAsync(HttpContent content, int limit, CancellationToken stop)
    {
#if NET
        var stream = await content.ReadAsStreamAsync(stop).ConfigureAwait(false);
#else
        var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
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
}

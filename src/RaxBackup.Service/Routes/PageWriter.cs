using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RaxBackup.Service.Feeds;

namespace RaxBackup.Service.Routes;

/// <summary>Writes a page of a feed, one entry after the other, in one of the two forms.</summary>
internal abstract class PageWriter : IDisposable
{
    private static readonly ConcurrentDictionary<FeedName, Guid> Ids = new();

    /// <summary>All that a page says before its entries.</summary>
    public abstract void Begin(FeedPage? page, FeedQuery query);

    public abstract void Entry(ReadOnlySpan<byte> xml, int linkAt);

    public abstract void End();

    public virtual void Dispose()
    {
    }

    protected static string Time(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A feed's own id: always the same for the same feed.</summary>
    protected static Guid Id(FeedQuery query) =>
        Ids.GetOrAdd(query.Feed, feed => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(feed.ToString())).AsSpan(0, 16)));
}

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Service.Feeds;

/// <summary>
/// Makes up usage events of all messages, the same ones for the same order. Each feed of each region gets an equal share, spread evenly
/// over the time, its messages by turns, about resources that come back.
/// </summary>
internal sealed class UsageGenerator(GeneratorOrder order)
{
    /// <summary>Brings them into the store, one feed after the other.</summary>
    public void Load(FeedStore feeds)
    {
        foreach (var (feed, events) in Make())
        {
            feeds.AppendAll(feed, events);
        }
    }

    /// <summary>The events of each feed, oldest first.</summary>
    public IEnumerable<(FeedName Feed, IEnumerable<(long Updated, Func<DateTimeOffset, WireEntry> Made)> Events)> Make()
    {
        var places = order.Feeds.SelectMany(feed => order.Regions.Select(region => (feed, region))).ToList();
        for (var i = 0; i < places.Count; i++)
        {
            var (feed, region) = places[i];
            var name = new FeedName(feed, region, feed == FeedName.Files ? order.NastId : order.TenantId);
            var count = (order.Count / places.Count) + (i < order.Count % places.Count ? 1 : 0);
            yield return (name, Events(name, count, new Random(unchecked((order.Seed * 397) + i))));
        }
    }

    private IEnumerable<(long Updated, Func<DateTimeOffset, WireEntry> Made)> Events(FeedName feed, int count, Random random)
    {
        var messages = UsageMessage.All.Where(m => m.Feed == feed.Feed).ToList();
        var resources = Enumerable.Range(0, Math.Clamp(count / 200, 8, 200)).Select(n => Resource.Make(n, random)).ToList();
        for (var i = 0; i < count; i++)
        {
            var updated = order.From + ((order.To - order.From) * ((i + 1.0) / count));
            var round = i / messages.Count;
            var usage = GeneratedUsage.Make(messages[i % messages.Count], round, resources[round % resources.Count], random) with
            {
                TenantId = order.TenantId,
                Region = feed.Region,
                Id = NewId(updated, random),
                EventId = NewGuid(random),
            };
            yield return (updated.ToUnixTimeMilliseconds(), time => usage.At(time).ToEntry(feed, time));
        }
    }

    public static Guid NewGuid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return Version(bytes, 4);
    }

    // Ids that grow with time come to lie side by side in the store's index.
    private static Guid NewId(DateTimeOffset time, Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes[8..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes, (time.ToUnixTimeMilliseconds() << 16) | (long)random.Next(1 << 16));
        return Version(bytes, 7);
    }

    private static Guid Version(Span<byte> bytes, byte version)
    {
        bytes[6] = (byte)((bytes[6] & 0x0F) | (version << 4));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Xml;
using Newtonsoft.Json;
using RaxBackup.Client.Http;

namespace RaxBackup.Client.Feeds;

/// <summary>A page as it stands: newest entry first, and the links to newer (previous) and older (next) pages.</summary>
internal sealed record Feed(IReadOnlyList<UsageEvent> Entries, string? Previous, string? Next)
{
    /// <summary>What to ask with whether the page has changed; null where the feed does not tell.</summary>
    public string? ETag { get; init; }

    /// <summary>The feed answered that nothing has changed; nothing else stands here then.</summary>
    public bool IsUnchanged { get; init; }
}

/// <summary>Where entries are read from, one after another.</summary>
internal interface IFeedDocument : IDisposable
{
    /// <summary>The next entry; null once the document has been read to its end.</summary>
    UsageEvent? Next();

    string? PreviousLink { get; }

    string? NextLink { get; }
}

/// <summary>Reads a feed, or one entry, forward over a stream: Atom, or its form in JSON, whichever it is.</summary>
internal static class FeedReader
{
    public const string IdPrefix = "urn:uuid:";

    /// <summary>The longest entry that is read, in bytes.</summary>
    private const int LongestEntry = 1024 * 1024;

    /// <summary>A whole page.</summary>
    public static Feed Read(Stream body, UsageService? service, string? region)
    {
        var entries = new List<UsageEvent>();
        IFeedDocument? read = null;
        foreach (var entry in ReadEach(body, service, region, document => read = document)) entries.Add(entry);
        return new Feed(entries, read!.PreviousLink, read.NextLink);
    }

    /// <summary>Entry by entry; FeedFormatException, with the place, at the first that cannot be read.</summary>
    public static IEnumerable<UsageEvent> ReadEach(Stream body, UsageService? service, string? region, Action<IFeedDocument>? opened = null)
    {
        var place = new EntryPlace();
        var bounded = new BoundedStream(body, LongestEntry, () => new FormatException($"it is longer than {LongestEntry} bytes"));
        using var document = Guard(() => Open(bounded, place, service, region), bounded, place);
        opened?.Invoke(document);
        Func<UsageEvent?> next = document.Next;
        while (Guard(next, bounded, place) is { } entry) yield return entry;
    }

    private static IFeedDocument Open(BoundedStream body, EntryPlace place, UsageService? service, string? region)
    {
        place.Starting = body.Restart;
        var start = new StartedStream(body);
        if (start.IsOther) throw new FormatException("it is neither Atom nor JSON");
        var finish = new EntryFinish(service, region);
        return start.IsJson ? new JsonFeed(start, place, finish) : new AtomFeed(start, place, finish);
    }

    private static T Guard<T>(Func<T> read, BoundedStream body, EntryPlace place)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (cause is XmlException or FormatException or JsonException or ArgumentException)
        {
            throw new FeedFormatException(place.Words(cause.Message), body.Ended && cause is XmlException or JsonException, cause);
        }
    }
}

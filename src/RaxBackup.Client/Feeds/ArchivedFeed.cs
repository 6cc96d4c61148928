using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Security;
using System.Text;
using RaxBackup.Client.Http;
using RaxBackup.Client.Usage.Export;

namespace RaxBackup.Client.Feeds;

/// <summary>A feed, or one entry, that was kept as a file, as Atom or JSON; or lines of Export-RaxUsage. Packed with gzip or not, whatever its name is.</summary>
internal static class ArchivedFeed
{
    /// <summary>
    /// The events in the file's order, one at a time. UsageFileUnreadable where the file cannot be read; UsageFileInvalid, with the place,
    /// at the first entry that is wrong.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="service">The feed that it is of; null where the entries tell.</param>
    public static IEnumerable<UsageEvent> Read(string path, UsageService? service)
    {
        using var file = Guard(path, () => Open(path));
        using var events = EventsOf(file, service).GetEnumerator();
        while (Guard(path, events.MoveNext)) yield return events.Current;
    }

    private static IEnumerable<UsageEvent> EventsOf(Stream file, UsageService? service)
    {
        var start = new StartedStream(file);
        return start.IsJsonLines ? JsonlFile.ReadEach(start, service) : FeedReader.ReadEach(start, service, null);
    }

    private static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 65536, FileOptions.SequentialScan);
        try
        {
            var start = new StartedStream(file);
            if (start.IsEmpty) throw new FormatException("it is empty");
            return start.IsGzip ? new BufferedStream(new GZipStream(start, CompressionMode.Decompress), 65536) : start;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (cause is FormatException or InvalidDataException or DecoderFallbackException)
        {
            throw Failure.About(path, FailureKind.UnreadableAnswer, nameof(RaxBackup.Client.Text.UsageFileInvalid), path, cause.Message.TrimEnd('.'));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or SecurityException)
        {
            throw Failure.About(path, FailureKind.InvalidRequest, nameof(RaxBackup.Client.Text.UsageFileUnreadable), path, cause.Message.TrimEnd('.'));
        }
    }
}

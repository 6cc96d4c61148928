using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using System.Xml;
using RaxBackup.Client.Feeds;

namespace RaxBackup.Benchmarks;

/// <summary>
/// What the feed reader costs over a bare XmlReader that only counts entries: the same 100,000 entries of all 13 messages, in pages of
/// 1,000, in memory. Run in turn; the best of each counts, since other work on the machine only ever adds.
/// </summary>
internal static class ParseBenchmark
{
    private const int Pages = 100;
    private const int EntriesOfPage = 1000;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public static Task<int> RunAsync(string[] arguments)
    {
        var runs = arguments is [var times] ? int.Parse(times) : 10;
        var pages = MadePages();
        (string Name, Func<byte[], int> Read)[] readers = [("bare XmlReader", Bare), ("feed reader", Whole)];
        var best = readers.Select(_ => TimeSpan.MaxValue).ToArray();
        var bytes = new long[readers.Length];
        for (var run = 0; run < runs + 2; run++)
        {
            for (var i = 0; i < readers.Length; i++)
            {
                var (before, watch) = (GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
                if (pages.Sum(readers[i].Read) != Pages * EntriesOfPage) throw new InvalidDataException($"{readers[i].Name} has lost entries");
                if (run > 1 && watch.Elapsed < best[i]) best[i] = watch.Elapsed;
                bytes[i] = (GC.GetTotalAllocatedBytes() - before) / (Pages * EntriesOfPage);
            }
        }
        Console.WriteLine($"parse: {Pages * EntriesOfPage:N0} entries of {pages.Sum(page => page.Length) / Pages / EntriesOfPage} bytes, best of {runs} (goal: 1.3)");
        for (var i = 0; i < readers.Length; i++)
            Console.WriteLine($"  {readers[i].Name,-16} {Pages * EntriesOfPage / best[i].TotalSeconds,10:N0} entries/s, {best[i] / best[0]:F2} x bare, {bytes[i]} bytes allocated for each");
        return Task.FromResult(0);
    }

    private static int Bare(byte[] page)
    {
        using var xml = XmlReader.Create(new MemoryStream(page), Settings);
        var count = 0;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "entry") count++;
        }
        return count;
    }

    private static int Whole(byte[] page) => FeedReader.Read(new MemoryStream(page), UsageService.Backup, "DFW").Entries.Count;

    /// <summary>The samples over and over, each with an id of its own, written as the service writes them: without white space between.</summary>
    private static List<byte[]> MadePages()
    {
        var samples = Directory.GetFiles(Built.Samples, "*.xml", SearchOption.AllDirectories).Order().Select(file =>
        {
            var text = File.ReadAllText(file);
            return Regex.Replace(text[(text.IndexOf("?>", StringComparison.Ordinal) + 2)..], @"(?<=>)\s+|\s+(?=<)", "");
        }).ToList();
        var random = new Random(7);
        return [.. Enumerable.Range(0, Pages).Select(_ =>
        {
            var page = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><feed xmlns=\"http://www.w3.org/2005/Atom\">");
            for (var i = 0; i < EntriesOfPage; i++)
            {
                var id = $"{random.Next():x8}-c989-11e1-895a-{random.NextInt64(1L << 48):x12}";
                page.Append(Regex.Replace(samples[i % samples.Count], @"(?<=urn:uuid:| id="")[0-9a-f-]{36}", id));
            }
            return Encoding.UTF8.GetBytes(page.Append("</feed>").ToString());
        })];
    }
}

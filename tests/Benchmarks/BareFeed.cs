using System;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http;
using System.Threading.Tasks;
using System.Xml;

namespace RaxBackup.Benchmarks;

/// <summary>The least that reading a feed can be: each page downloaded and read to its end by an XmlReader, one after the other. Writes count and seconds.</summary>
internal static class BareFeed
{
    public const string Verb = "bare-feed";

    public static async Task<int> RunAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        http.DefaultRequestHeaders.Add("X-Auth-Token", Environment.GetEnvironmentVariable("BENCH_TOKEN"));
        http.DefaultRequestHeaders.Add("Accept", "application/atom+xml");
        var (watch, count) = (Stopwatch.StartNew(), 0);
        for (var page = Environment.GetEnvironmentVariable("BENCH_FEED"); page is not null;)
        {
            using var answer = await http.GetAsync(page, HttpCompletionOption.ResponseHeadersRead);
            using var xml = XmlReader.Create(await answer.Content.ReadAsStreamAsync(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            page = null;
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element)
                    continue;
                if (xml.LocalName == "entry")
                    count++;
                else if (xml.LocalName == "link" && xml.GetAttribute("rel") == "next")
                    page = xml.GetAttribute("href");
            }
        }
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"{count} {watch.Elapsed.TotalSeconds}"));
        return 0;
    }
}

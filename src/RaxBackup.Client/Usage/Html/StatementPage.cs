using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using RaxBackup.Client.Usage.Export;

namespace RaxBackup.Client.Usage.Html;

/// <summary>
/// A statement as one page that needs nothing else: style, script and charts are in it, and its policy lets nothing in from anywhere.
/// Style and script are named by their hashes, so that even a script that got past the escaping would not run.
/// </summary>
internal static class StatementPage
{
    public static void Write(TextWriter output, Statement statement, RateCard? card = null)
    {
        var page = new Markup(output);
        var (style, script) = (Read("page.css"), Read("page.js"));
        var meters = statement.Meters();
        var days = meters.SelectMany(meter => meter.Days.Keys).ToList();
        var period = days.Count == 0 ? "" : PeriodText(days.Min(), days.Max());
        var policy = $"default-src 'none'; style-src {HashOf(style)}; script-src {HashOf(script)}; base-uri 'none'; form-action 'none'";
        page.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Usage {period}</title>
            <style>
            """);
        page.WriteOwn(style);
        page.Write($"</style>\n</head>\n<body>\n<main>\n");
        PageHead.Write(page, statement, period);
        if (meters.Count > 0)
            WriteUsage(page, meters, days, new(card));
        page.Write($"</main>\n<script>");
        page.WriteOwn(script);
        page.Write($"</script>\n</body>\n</html>\n");
    }

    private static void WriteUsage(Markup page, IReadOnlyList<MeterTotal> meters, List<DateTime> days, Prices prices)
    {
        Totals.Write(page, meters, prices);
        if (days.Count > 0)
        {
            var columns = new Buckets(days.Min(), days.Max());
            WriteGaps(page, days, columns);
            foreach (var (unit, i) in meters.GroupBy(meter => meter.Unit).Select((unit, i) => (unit, i)))
                UnitSection.Write(page, $"u{i}", unit.Key, [.. unit], columns);
        }
        new ResourceTable(page, meters, prices).Write();
    }

    /// <summary>Days without anything are worth a look: what a feed has forgotten is not there.</summary>
    private static void WriteGaps(Markup page, IEnumerable<DateTime> days, Buckets columns)
    {
        var used = new HashSet<DateTime>(days);
        if (columns.Unit != "day")
            return;
        var missing = Enumerable.Range(0, columns.Count).Where(i => !used.Contains(columns.StartOf(i))).Select(columns.NameOf).ToList();
        var named = string.Join(", ", missing.Take(10)) + (missing.Count > 10 ? $" and {missing.Count - 10} more" : "");
        if (missing.Count > 0)
            page.WriteLine($"""<p class="warning"><strong>Days without an event:</strong> {named}.</p>""");
    }

    private static string PeriodText(DateTime first, DateTime last) => first == last
        ? FormattableString.Invariant($"{first:yyyy-MM-dd}")
        : FormattableString.Invariant($"{first:yyyy-MM-dd} to {last:yyyy-MM-dd}");

    private static string Read(string name)
    {
        using var stream = typeof(StatementPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }

    private static string HashOf(string text)
    {
        using var sha = SHA256.Create();
        return $"'sha256-{Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(text)))}'";
    }
}

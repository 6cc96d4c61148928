using System;
using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Client.Usage.Html;

/// <summary>Stacked columns: one unit's usage per day, by product.</summary>
internal static class DayChart
{
    /// <summary>No column is wider than this, in percent: a single day is a column, not a wall.</summary>
    private const double Widest = 8;

    public static void Write(Markup page, string id, string unit, IReadOnlyList<MeterTotal> meters, Buckets columns)
    {
        var sums = meters.Select(columns.Sum).ToList();
        var totals = Enumerable.Range(0, columns.Count).Select(i => sums.Sum(sum => Math.Max(0, sum[i] ?? 0))).ToList();
        var drawing = new Drawing(page, columns, new(totals.Max()));
        drawing.Begin(id, $"{MeterNames.HeadingOf(unit)}: {unit} per {columns.Unit}, by product", Describe(unit, totals, columns));
        var gap = columns.Count > 62 ? 0 : drawing.WidthOfOne * 0.12;
        var width = Math.Min(drawing.WidthOfOne - 2 * gap, Widest);
        for (var i = 0; i < columns.Count; i++)
        {
            if (sums.All(sum => sum[i] is null))
                continue;
            var from = i * drawing.WidthOfOne;
            page.Write($"""
                <g class="{(columns.Count > 62 ? "day dense" : "day")}"><title>{Tip(unit, meters, sums, columns.NameOf(i), i)}</title>
                <rect class="hit" x="{from:0.###}%" width="{drawing.WidthOfOne:0.###}%" y="{drawing.Y(Drawing.Height)}" height="{Drawing.Height}"/>
                """);
            var below = 0d;
            for (var s = 0; s < meters.Count; s++)
            {
                var height = drawing.HeightOf(sums[s][i] ?? 0);
                if (height <= 0)
                    continue;
                below += height;
                var left = drawing.MiddleOf(i) - width / 2;
                page.Write($"""<rect class="c{s % 8}" x="{left:0.###}%" width="{width:0.###}%" y="{drawing.Y(below)}" height="{height}"/>""");
            }
            page.Write($"</g>\n");
        }
        drawing.End();
    }

    private static string Describe(string unit, List<decimal> totals, Buckets columns)
    {
        var top = totals.IndexOf(totals.Max());
        return $"{columns.NameOf(0)} to {columns.NameOf(columns.Count - 1)}. Most on {columns.NameOf(top)}: {Numbers.Readable(totals[top])} {unit}. "
            + "The numbers are in the table below.";
    }

    private static string Tip(string unit, IReadOnlyList<MeterTotal> meters, List<decimal?[]> sums, string day, int column)
    {
        var lines = meters.Select((meter, s) => (meter.Name, Value: sums[s][column])).Where(line => line.Value is not null).Reverse().ToList();
        var text = day + string.Concat(lines.Select(line => $"\n{line.Name}: {Numbers.Readable(line.Value!.Value)} {unit}"));
        return lines.Count < 2 ? text : text + $"\nTogether: {Numbers.Readable(lines.Sum(line => line.Value!.Value))} {unit}";
    }
}

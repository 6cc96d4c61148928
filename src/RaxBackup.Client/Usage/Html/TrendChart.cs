using System;
using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Client.Usage.Html;

/// <summary>Lines: the average GB that lay stored each day, by product. Meters of GB-Month tell it: that is a GB for a whole month.</summary>
internal static class TrendChart
{
    public static void Write(Markup page, string id, IReadOnlyList<(MeterTotal Meter, int Colour)> meters, Buckets columns)
    {
        var lines = meters.Select(line => (line.Meter, line.Colour, Sizes: Average(line.Meter, columns))).ToList();
        var drawing = new Drawing(page, columns, new(lines.Max(line => line.Sizes.Max() ?? 0)));
        drawing.Begin(id, "Stored, GB on average, by product", Describe(lines.Select(line => (line.Meter.Name, line.Sizes)), columns));
        foreach (var (meter, colour, sizes) in lines)
            WriteLine(page, drawing, meter.Name, colour, sizes, columns);
        drawing.End();
    }

    private static void WriteLine(Markup page, Drawing drawing, string name, int colour, decimal?[] sizes, Buckets columns)
    {
        page.Write($"""<g class="line c{colour}{(columns.Count > 62 ? " dense" : "")}">""");
        for (var i = 0; i < columns.Count; i++)
        {
            if (sizes[i] is not { } size)
                continue;
            var (x, y) = (drawing.MiddleOf(i), drawing.Y(drawing.HeightOf(size)));
            var tip = $"{columns.NameOf(i)}\n{name}: {Numbers.Readable(size)} GB";
            if (i > 0 && sizes[i - 1] is { } before)
            {
                var (x1, y1) = (drawing.MiddleOf(i - 1), drawing.Y(drawing.HeightOf(before)));
                page.WriteLine($"""<line x1="{x1:0.###}%" y1="{y1}" x2="{x:0.###}%" y2="{y}"/>""");
            }
            page.WriteLine($"""<circle cx="{x:0.###}%" cy="{y}" r="3"><title>{tip}</title></circle>""");
        }
        page.WriteLine($"</g>");
    }

    private static decimal?[] Average(MeterTotal meter, Buckets columns) =>
        [.. columns.Sum(meter, (day, months) => months * DateTime.DaysInMonth(day.Year, day.Month)).Select((sum, i) => sum / columns.DaysOf(i))];

    private static string Describe(IEnumerable<(string Name, decimal?[] Sizes)> lines, Buckets columns) => string.Join(" ", lines.Select(line =>
    {
        var known = line.Sizes.Where(size => size is not null).Select(size => size!.Value).ToList();
        return known.Count == 0 ? "" : $"{line.Name}: from {Numbers.Readable(known[0])} to {Numbers.Readable(known[known.Count - 1])} GB.";
    }));
}

using System;
using System.Collections.Generic;

namespace RaxBackup.Client.Usage.Html;

/// <summary>
/// The frame of a chart: title, axes, grid. Widths are percentages and heights pixels, so that a chart fills any width while its
/// letters keep their size. Top and bottom leave room for half a letter and for the labels.
/// </summary>
internal sealed class Drawing(Markup page, Buckets columns, Scale scale)
{
    public const int Height = 220;
    private const int Above = 8;

    /// <summary>Where a column begins and how wide it is, in percent.</summary>
    public double WidthOfOne => 100d / columns.Count;

    public double MiddleOf(int column) => (column + 0.5) * WidthOfOne;

    public double HeightOf(decimal value) => Math.Round(scale.ShareOf(value) * Height, 2);

    public double Y(double height) => Math.Round(Above + Height - height, 2);

    public void Begin(string id, string title, string description)
    {
        page.WriteLine($"""
            <svg class="chart" role="img" height="{Above + Height + 26}" aria-labelledby="{id}-t {id}-d">
            <title id="{id}-t">{title}</title><desc id="{id}-d">{description}</desc>
            <g class="grid">
            """);
        foreach (var (share, label) in scale.Ticks())
        {
            var y = Y(share * Height);
            page.Write($"""<line x1="0" x2="100%" y1="{y}" y2="{y}"/><text x="-8" y="{y + 4}" text-anchor="end">{label}</text>""");
        }
        page.WriteLine($"""</g><g class="days">""");
        var labels = columns.Labels();
        for (var i = 0; i < labels.Count; i++)
        {
            // A narrow screen has room for four.
            var kind = i % 2 == 1 && labels.Count > 4 ? "odd" : "even";
            var (column, text) = labels[i];
            page.Write($"""<text class="{kind}" x="{MiddleOf(column):0.###}%" y="{Above + Height + 20}" text-anchor="middle">{text}</text>""");
        }
        page.WriteLine($"</g>");
    }

    public void End() => page.Write($"</svg>\n");

    /// <summary>What each colour means.</summary>
    public static void WriteLegend(Markup page, IEnumerable<(MeterTotal Meter, int Colour)> series)
    {
        page.Write($"""<ul class="legend">""");
        foreach (var (meter, colour) in series)
        {
            page.WriteLine($"""
                <li><svg width="14" height="14" aria-hidden="true"><rect class="c{colour}" width="14" height="14" rx="3"/></svg>{meter.Name}</li>
                """);
        }
        page.Write($"</ul>\n");
    }
}

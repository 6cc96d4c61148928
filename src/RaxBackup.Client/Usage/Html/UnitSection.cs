using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Client.Usage.Html;

/// <summary>Everything of one unit: its days, its trend, its resources. What has different units is never in one chart.</summary>
internal static class UnitSection
{
    public static void Write(Markup page, string id, string unit, IReadOnlyList<MeterTotal> meters, Buckets columns)
    {
        page.WriteLine($"""
            <section aria-labelledby="{id}"><h2 id="{id}">{MeterNames.HeadingOf(unit)} <span>{unit} per {columns.Unit}</span></h2>
            <figure>
            """);
        var series = meters.Select((meter, i) => (meter, i % 8)).ToList();
        Drawing.WriteLegend(page, series);
        DayChart.Write(page, id + "-days", unit, meters, columns);
        page.Write($"</figure>\n");
        if (unit == "GB-Month" && columns.Count > 1)
        {
            page.Write($"<h3>Stored <span>GB, average of each {columns.Unit}</span></h3>\n<figure>\n");
            TrendChart.Write(page, id + "-trend", series, columns);
            page.Write($"</figure>\n");
        }
        DayTable.Write(page, unit, meters, columns);
        TopResources.Write(page, unit, meters);
        page.Write($"</section>\n");
    }
}

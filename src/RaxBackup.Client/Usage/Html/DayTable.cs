using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Client.Usage.Html;

/// <summary>The numbers of a chart, for who cannot see it or wants to know exactly.</summary>
internal static class DayTable
{
    public static void Write(Markup page, string unit, IReadOnlyList<MeterTotal> meters, Buckets columns)
    {
        page.WriteLine($"""
            <details><summary>{unit} per {columns.Unit} in numbers</summary>
            <div class="wide" tabindex="0" role="region" aria-label="{unit} per {columns.Unit}"><table><thead><tr>
            <th scope="col">{char.ToUpperInvariant(columns.Unit[0]) + columns.Unit.Substring(1)}</th>
            """);
        foreach (var meter in meters)
            page.Write($"""<th scope="col" class="number">{meter.Name}</th>""");
        page.Write($"</tr></thead><tbody>\n");
        var sums = meters.Select(columns.Sum).ToList();
        for (var i = 0; i < columns.Count; i++)
        {
            if (sums.All(sum => sum[i] is null))
                continue;
            page.Write($"""<tr><th scope="row">{columns.NameOf(i)}</th>""");
            foreach (var sum in sums)
                page.Write($"""<td class="number">{(sum[i] is { } value ? Numbers.Readable(value) : "")}</td>""");
            page.Write($"</tr>\n");
        }
        page.Write($"</tbody></table></div></details>\n");
    }
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Client.Usage.Html;

/// <summary>Bars: the resources that used most of one unit, by product, and all others as one.</summary>
internal static class TopResources
{
    private const int Shown = 10;

    public static void Write(Markup page, string unit, IReadOnlyList<MeterTotal> meters)
    {
        var all = new Dictionary<Resource, decimal[]>();
        for (var s = 0; s < meters.Count; s++)
        {
            foreach (var use in meters[s].Resources)
            {
                if (!all.TryGetValue(use.Resource, out var values))
                    all.Add(use.Resource, values = new decimal[meters.Count]);
                values[s] = use.Value;
            }
        }
        if (all.Count < 2)
            return;
        var ordered = all.OrderByDescending(resource => resource.Value.Sum()).ThenBy(resource => resource.Key.Id, StringComparer.Ordinal).ToList();
        var rest = ordered.Skip(Shown).Aggregate(new decimal[meters.Count], (sum, resource) => [.. sum.Zip(resource.Value, (a, b) => a + b)]);
        var largest = Math.Max(ordered[0].Value.Sum(), 0.000000001m);
        page.Write($"<h3>Most used by</h3>\n<ol class=\"top\">");
        foreach (var resource in ordered.Take(Shown))
            WriteBar(page, resource.Key, unit, meters, resource.Value, largest);
        page.Write($"</ol>\n");
        if (ordered.Count > Shown)
            page.WriteLine($"""<p class="note">{ordered.Count - Shown:#,##0} others together: {Numbers.Readable(rest.Sum())} {unit}.</p>""");
    }

    private static void WriteBar(Markup page, Resource resource, string unit, IReadOnlyList<MeterTotal> meters, decimal[] values, decimal largest)
    {
        var parts = meters.Select((meter, s) => (meter.Name, Value: values[s])).Where(part => part.Value != 0)
            .Select(part => $"{part.Name}: {Numbers.Readable(part.Value)} {unit}");
        page.Write($"""
            <li><bdi class="name" title="{resource.Label} {resource.Id}">{resource.Label}</bdi>
            <svg height="14" aria-hidden="true"><title>{string.Join("\n", parts)}</title><rect class="hit" width="100%" height="14"/>
            """);
        var x = 0d;
        for (var s = 0; s < values.Length; s++)
        {
            var width = (double)(Math.Max(0, values[s]) / largest) * 100;
            if (width > 0)
                page.Write($"""<rect class="c{s % 8}" x="{x:0.###}%" width="{width:0.###}%" height="14"/>""");
            x += width;
        }
        page.WriteLine($"""</svg><span class="number">{Numbers.Readable(values.Sum())}</span></li>""");
    }
}

using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Client.Usage.Html;

/// <summary>What comes first: the sum of each meter and, where prices are known, what it costs.</summary>
internal static class Totals
{
    public static void Write(Markup page, IReadOnlyList<MeterTotal> meters, Prices prices)
    {
        page.WriteLine($"""<section aria-label="Totals"><dl class="totals">""");
        if (prices.TotalOf(meters) is { } total)
            page.WriteLine($"""<div class="cost"><dt>Cost</dt><dd>{total.Cost:#,##0.00} <span>{total.Currency}</span></dd></div>""");
        foreach (var meter in meters)
        {
            var (value, exact) = (Numbers.Readable(meter.Value), Numbers.Exact(meter.Value));
            page.WriteLine($"""
                <div><dt>{meter.Name}</dt>
                <dd><data value="{exact}" data-meter="{meter.Meter}">{value}</data> <span>{meter.Unit}</span></dd></div>
                """);
        }
        page.Write($"</dl>\n");
        if (prices.Unpriced(meters).ToList() is { Count: > 0 } unpriced)
            page.WriteLine($"""<p class="note">The rate card has no price for: {string.Join("; ", unpriced)}.</p>""");
        page.Write($"</section>\n");
    }
}

using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Client.Usage.Html;

/// <summary>One row for each resource and product. Its sums are those of everything: what is not among the largest is one row of others.</summary>
internal sealed class ResourceTable(Markup page, IReadOnlyList<MeterTotal> meters, Prices prices)
{
    /// <summary>Resources shown for each product.</summary>
    public const int Shown = 100;

    public void Write()
    {
        page.WriteLine($"""
            <section aria-labelledby="resources"><h2 id="resources">Resources and products</h2>
            <p class="note">{Note()}</p>
            <div class="wide" tabindex="0" role="region" aria-labelledby="resources"><table class="sorts"><thead><tr>
            <th scope="col" data-sort="text">Resource</th>
            <th scope="col" data-sort="text">Product</th>
            <th scope="col" data-sort="text" class="roomy">Region</th>
            <th scope="col" data-sort="quantity" class="number">Quantity</th>
            <th scope="col" data-sort="text" class="roomy">Unit</th>
            <th scope="col" data-sort="number" class="number roomy">Events</th>
            """);
        if (prices.Any)
            page.WriteLine($"""<th scope="col" data-sort="number" class="number">Cost</th>""");
        page.WriteLine($"</tr></thead><tbody>");
        foreach (var meter in meters)
            WriteMeter(meter);
        page.Write($"</tbody></table></div></section>\n");
    }

    private string Note() => meters.Any(meter => meter.Resources.Count > Shown)
        ? $"For each product the {Shown} resources that used most; the others are one row, so that the table adds up to the totals."
        : "The table adds up to the totals.";

    private void WriteMeter(MeterTotal meter)
    {
        foreach (var use in meter.Resources.Take(Shown))
        {
            var resource = use.Resource;
            page.WriteLine($"""
                <tr><th scope="row"><bdi>{resource.Label}</bdi>
                <small><span class="tight">{resource.Region} </span><bdi>{(resource.Name.Length > 0 ? resource.Id : "")}</bdi></small></th>
                """);
            WriteRest(meter, resource.Region, use.Value, use.Count);
        }
        var others = meter.Resources.Skip(Shown).ToList();
        if (others.Count == 0)
            return;
        page.WriteLine($"""<tr class="others"><th scope="row">{others.Count:#,##0} others</th>""");
        WriteRest(meter, "", others.Sum(use => use.Value), others.Sum(use => use.Count));
    }

    private void WriteRest(MeterTotal meter, string region, decimal value, long count)
    {
        var exact = Numbers.Exact(value);
        page.WriteLine($"""
            <td data-meter="{meter.Meter}">{meter.Name}</td><td class="roomy">{region}</td>
            <td class="number"><data value="{exact}" title="{exact}">{Numbers.Readable(value)}</data><small class="tight">{meter.Unit}</small></td>
            <td class="roomy">{meter.Unit}</td><td class="number roomy"><data value="{count}">{count:#,##0}</data></td>
            """);
        if (prices.CostOf(meter, value) is { } price)
            page.WriteLine($"""<td class="number"><data value="{Numbers.Exact(price.Cost)}">{price.Cost:#,##0.00} {price.Currency}</data></td>""");
        else if (prices.Any)
            page.WriteLine($"<td></td>");
        page.WriteLine($"</tr>");
    }
}

using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RaxBackup.Client.Usage.Html;

/// <summary>Of when and of what the page is; where there is nothing, it says so.</summary>
internal static class PageHead
{
    private const int Named = 8;

    public static void Write(Markup page, Statement statement, string period)
    {
        page.Write($"<header><h1>Usage</h1>\n");
        if (period.Length > 0)
            page.WriteLine($"""<p class="period">{period} <span>UTC</span></p>""");
        if (statement.Events == 0)
            page.WriteLine($"""<p class="empty">There is no usage: no event was given.</p>""");
        else
            WriteFacts(page, statement);
        WriteUnmeasured(page, statement.Unmeasured);
        page.Write($"</header>\n");
    }

    private static void WriteFacts(Markup page, Statement statement)
    {
        page.Write($"""<dl class="facts">""");
        WriteFact(page, "Services", statement.Services);
        WriteFact(page, "Regions", statement.Regions);
        WriteFact(page, "Accounts", statement.Tenants);
        WriteFact(page, "Resources", [statement.ResourceCount.ToString("#,##0", CultureInfo.InvariantCulture)]);
        WriteFact(page, "Events", [statement.Events.ToString("#,##0", CultureInfo.InvariantCulture)]);
        page.Write($"</dl>\n");
    }

    private static void WriteFact(Markup page, string name, IEnumerable<string> values)
    {
        var shown = values.ToList();
        var named = string.Join(", ", shown.Take(Named)) + (shown.Count > Named ? $" and {shown.Count - Named} more" : "");
        if (shown.Count > 0)
            page.Write($"<div><dt>{name}</dt><dd>{named}</dd></div>");
    }

    private static void WriteUnmeasured(Markup page, Unmeasured unmeasured)
    {
        if (unmeasured.Unknown > 0)
            page.WriteLine($"""<p class="note">In no sum: {unmeasured.Unknown:#,##0} events that tell no quantity that is known here.</p>""");
        if (unmeasured.Timeless > 0)
            page.WriteLine($"""<p class="note">Not in all sums: {unmeasured.Timeless:#,##0} events whose times give no span.</p>""");
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RaxBackup.Client.Usage;

/// <summary>
/// Sums usage event by event, by quantity and group; memory grows with the groups alone. What stood for a time (storage, memory, licences) counts
/// by that time, and is split where it crosses a day or a month; what was counted (bytes sent, operations) counts where its event begins.
/// </summary>
internal sealed class UsageMeter(params UsageGrouping[] grouping)
{
    private const string Everything = "All";
    private readonly bool byDay = grouping.Contains(UsageGrouping.Day);
    private readonly bool byMonth = grouping.Contains(UsageGrouping.Month);
    private readonly bool byResource = grouping.Contains(UsageGrouping.Resource);
    private readonly bool byRegion = grouping.Contains(UsageGrouping.Region);
    private readonly bool byType = grouping.Contains(UsageGrouping.Type);
    private readonly Dictionary<UsageGroup, MeterRow> rows = [];
    private readonly Quantity[] quantities = new Quantity[Meters.MostOfOne];
    private readonly Meters meters = new();
    private long events;

    /// <summary>What was given and is in no sum.</summary>
    public Unmeasured Unmeasured { get; } = new();

    public void Add(UsageEvent usage)
    {
        events++;
        var count = UsageKind.Measures(usage) ? meters.Read(usage.Product, quantities) : 0;
        if (count == 0)
        {
            Unmeasured.AddUnknown(usage);
            return;
        }
        var span = UsageSpan.Of(usage);
        var isWhole = true;
        for (var i = 0; i < count; i++)
        {
            var quantity = quantities[i];
            if (quantity.Meter.Kind == MeterKind.Counter)
                AddPart(usage, quantity, span, (span is { } own ? own.Start : UsageSpan.BookedAt(usage)?.UtcDateTime));
            else if (span is { } time)
                AddParts(usage, quantity, time);
            else
                isWhole = false;
        }
        if (!isWhole)
            Unmeasured.AddTimeless(usage);
    }

    /// <summary>The sums so far, in the order of their groups.</summary>
    public IEnumerable<UsageMeasure> Results() => rows
        .Select(row => row.Value.Result(NameOf(row.Key)))
        .OrderBy(row => row.Group, StringComparer.Ordinal).ThenBy(row => row.Service).ThenBy(row => row.Quantity, StringComparer.Ordinal);

    private void AddParts(UsageEvent usage, Quantity quantity, UsageSpan span)
    {
        var splitsMonths = byMonth || quantity.Meter.Kind == MeterKind.Months;
        while (true)
        {
            var part = byDay ? span.FirstDay() : splitsMonths ? span.FirstMonth() : span;
            AddPart(usage, quantity, part, part.Start);
            if (part.End >= span.End)
                return;
            span = new(part.End, span.End);
        }
    }

    private void AddPart(UsageEvent usage, Quantity quantity, UsageSpan? span, DateTime? at)
    {
        var time = byDay ? at?.Date : byMonth && at is { } moment ? moment.Date.AddDays(1 - moment.Day) : null;
        var group = new UsageGroup(quantity.Meter, time, byResource ? usage.ResourceId ?? "" : null, byRegion ? usage.Region ?? "" : null, byType ? usage.Type ?? "" : null);
        if (!rows.TryGetValue(group, out var row))
            rows[group] = row = new(quantity.Meter, usage.Type);
        row.Add(events, usage.Type, quantity.Amount, span);
    }

    private string NameOf(UsageGroup group) => grouping.Length == 0 ? Everything : string.Join(", ", grouping.Select(by => NameOf(group, by)));

    private static string NameOf(UsageGroup group, UsageGrouping by) => by switch
    {
        UsageGrouping.Day => group.Time?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        UsageGrouping.Month => group.Time?.ToString("yyyy-MM", CultureInfo.InvariantCulture) ?? "",
        UsageGrouping.Resource => group.Resource!,
        UsageGrouping.Region => group.Region!,
        UsageGrouping.Type => group.Type!,
        _ => group.Meter.Service.ToString(),
    };
}

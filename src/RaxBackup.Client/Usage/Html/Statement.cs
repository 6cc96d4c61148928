using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RaxBackup.Client.Usage.Html;

/// <summary>What a page tells, gathered event by event. The sums are those of Measure-RaxUsage: memory grows with days and resources alone.</summary>
internal sealed class Statement
{
    private readonly UsageMeter totals = new();
    private readonly UsageMeter days = new(UsageGrouping.Day);
    private readonly UsageMeter resources = new(UsageGrouping.Resource);
    private readonly Dictionary<string, Resource> known = new(StringComparer.Ordinal);
    private readonly HashSet<UsageService> services = [];
    private readonly HashSet<string> regions = new(StringComparer.Ordinal);
    private readonly HashSet<string> tenants = new(StringComparer.Ordinal);

    public long Events { get; private set; }

    /// <summary>Events that are in no sum.</summary>
    public Unmeasured Unmeasured => totals.Unmeasured;

    public IEnumerable<string> Services => services.OrderBy(service => service).Select(service => service.ToString());

    public IEnumerable<string> Regions => regions.OrderBy(region => region, StringComparer.Ordinal);

    public IEnumerable<string> Tenants => tenants.OrderBy(tenant => tenant, StringComparer.Ordinal);

    public int ResourceCount => known.Count;

    public void Add(UsageEvent usage)
    {
        Events++;
        totals.Add(usage);
        days.Add(usage);
        resources.Add(usage);
        services.Add(usage.Service);
        AddNamed(regions, usage.Region);
        AddNamed(tenants, usage.TenantId);
        Know(usage);
    }

    /// <summary>What is measured so far; those of one unit stand beside each other.</summary>
    public IReadOnlyList<MeterTotal> Meters()
    {
        var byDay = days.Results().ToLookup(row => row.Quantity);
        var byResource = resources.Results().ToLookup(row => row.Quantity);
        return [.. totals.Results()
            .Select(row => new MeterTotal(row, DaysOf(byDay[row.Quantity]), LargestFirst(byResource[row.Quantity])))
            .OrderBy(meter => MeterNames.OrderOf(meter.Meter)).ThenBy(meter => meter.Meter, StringComparer.Ordinal)];
    }

    /// <summary>A name may change: the last one stands.</summary>
    private void Know(UsageEvent usage)
    {
        var id = usage.ResourceId ?? "";
        if (!known.TryGetValue(id, out var before))
            before = new(id, "", "");
        var now = before with { Name = NotEmpty(usage.ResourceName, before.Name), Region = NotEmpty(usage.Region, before.Region) };
        known[id] = now == before ? before : now;
    }

    private List<ResourceUse> LargestFirst(IEnumerable<UsageMeasure> rows) =>
        [.. rows.Select(row => new ResourceUse(known[row.Group ?? ""], row.Value, row.Count)).OrderByDescending(use => use.Value)];

    private static Dictionary<DateTime, decimal> DaysOf(IEnumerable<UsageMeasure> rows) => rows.Where(row => row.Group is { Length: > 0 })
        .ToDictionary(row => DateTime.ParseExact(row.Group!, "yyyy-MM-dd", CultureInfo.InvariantCulture), row => row.Value);

    private static string NotEmpty(string? value, string other) => string.IsNullOrEmpty(value) ? other : value!;

    private static void AddNamed(HashSet<string> names, string? name)
    {
        if (!string.IsNullOrEmpty(name))
            names.Add(name!);
    }
}

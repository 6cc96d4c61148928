using System;
using System.Collections.Generic;
using System.Linq;
using RaxBackup.Client.Usage.Export;

namespace RaxBackup.Client.Usage.Html;

/// <summary>What usage costs, as far as a rate card tells it.</summary>
internal sealed class Prices(RateCard? card)
{
    public bool Any => card is not null;

    public string CostOf(MeterTotal meter, decimal value) =>
        card?.OrNull(meter.Meter) is { } rate ? FormattableString.Invariant($"{value * rate.ListUnitPrice:#,##0.00} {rate.Currency}") : "";

    /// <summary>What everything that has a price costs, and in which currency; null where nothing has.</summary>
    public (decimal Cost, string Currency)? TotalOf(IEnumerable<MeterTotal> meters)
    {
        var costs = meters.Select(meter => (meter.Value, Rate: card?.OrNull(meter.Meter))).Where(cost => cost.Rate is not null).ToList();
        return costs.Count == 0 ? null : (costs.Sum(cost => cost.Value * cost.Rate!.ListUnitPrice), costs[0].Rate!.Currency);
    }

    public IEnumerable<string> Unpriced(IEnumerable<MeterTotal> meters) =>
        meters.Where(meter => card is not null && card.OrNull(meter.Meter) is null).Select(meter => meter.Name);
}

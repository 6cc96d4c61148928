using System.Collections.Generic;
using System.Linq;
using RaxBackup.Client.Usage.Export;

namespace RaxBackup.Client.Usage.Html;

/// <summary>What usage costs, as far as a rate card tells it.</summary>
internal sealed class Prices(RateCard? card)
{
    public bool Any => card is not null;

    /// <summary>What so much of a meter costs; null where it has no price.</summary>
    public (decimal Cost, string Currency)? CostOf(MeterTotal meter, decimal value) =>
        card?.OrNull(meter.Meter) is { } rate ? (value * rate.ListUnitPrice, rate.Currency) : null;

    /// <summary>What everything that has a price costs, and in which currency; null where nothing has.</summary>
    public (decimal Cost, string Currency)? TotalOf(IEnumerable<MeterTotal> meters)
    {
        var costs = meters.Select(meter => (meter.Value, Rate: card?.OrNull(meter.Meter))).Where(cost => cost.Rate is not null).ToList();
        return costs.Count == 0 ? null : (costs.Sum(cost => cost.Value * cost.Rate!.ListUnitPrice), costs[0].Rate!.Currency);
    }

    public IEnumerable<string> Unpriced(IEnumerable<MeterTotal> meters) =>
        meters.Where(meter => card is not null && card.OrNull(meter.Meter) is null).Select(meter => meter.Name);
}

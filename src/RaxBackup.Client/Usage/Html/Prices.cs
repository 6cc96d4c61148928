using System;
using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Client.Usage.Html;

/// <summary>What is known of prices: none, or one for some of the meters.</summary>
internal sealed class Prices(Func<string, (decimal Price, string Currency)?>? priceOf)
{
    public bool Any => priceOf is not null;

    public string CostOf(MeterTotal meter, decimal value) =>
        priceOf?.Invoke(meter.Meter) is { } price ? FormattableString.Invariant($"{value * price.Price:#,##0.00} {price.Currency}") : "";

    /// <summary>What everything costs, one sum for each currency.</summary>
    public IReadOnlyDictionary<string, decimal> TotalOf(IEnumerable<MeterTotal> meters) => meters
        .Select(meter => (meter.Value, Price: priceOf?.Invoke(meter.Meter))).Where(cost => cost.Price is not null)
        .GroupBy(cost => cost.Price!.Value.Currency)
        .ToDictionary(costs => costs.Key, costs => costs.Sum(cost => cost.Value * cost.Price!.Value.Price));

    public IEnumerable<string> Unpriced(IEnumerable<MeterTotal> meters) =>
        meters.Where(meter => Any && priceOf!(meter.Meter) is null).Select(meter => meter.Name);
}

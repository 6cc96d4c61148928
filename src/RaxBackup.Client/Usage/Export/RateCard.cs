using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RaxBackup.Client.Usage.Export;

/// <summary>What one unit of a meter costs.</summary>
internal sealed record Rate(string Meter, string Unit, decimal ListUnitPrice, string Currency);

/// <summary>The prices of meters, in one currency.</summary>
internal sealed class RateCard
{
    private readonly Dictionary<string, Rate> rates = new(StringComparer.OrdinalIgnoreCase);
    private readonly string source;

    /// <summary>Takes the rows of a card; the first that is wrong is named by its line, or its place where it has no line.</summary>
    public RateCard(string source, IEnumerable<RateRow> rows)
    {
        this.source = source;
        var meters = new Meters().All.ToList();
        foreach (var row in rows)
        {
            var rate = RateOf(row, meters);
            if (rates.ContainsKey(rate.Meter))
                throw Wrong(row, $"the meter {rate.Meter} has a price already");
            if (rates.Count > 0 && rates.Values.First().Currency is var other && other != rate.Currency)
                throw Wrong(row, $"the currency is {rate.Currency}, and that of others {other}: a card has one");
            rates[rate.Meter] = rate;
        }
    }

    /// <summary>The rate of a meter; RateMissing where the card does not name it.</summary>
    public Rate Of(Meter meter) => rates.TryGetValue(meter.Name, out var rate)
        ? rate
        : throw Failure.About(meter.Name, FailureKind.InvalidArgument, nameof(Text.RateMissing), source, meter.Name, meter.Unit);

    /// <summary>The rate of a meter by its name; null where the card does not name it.</summary>
    public Rate? OrNull(string meter) => rates.TryGetValue(meter, out var rate) ? rate : null;

    private Rate RateOf(RateRow row, List<Meter> meters)
    {
        var meter = meters.FirstOrDefault(one => string.Equals(one.Name, row.Meter, StringComparison.OrdinalIgnoreCase))
            ?? meters.FirstOrDefault(one => Meters.IsVolume(row.Meter) && Meters.IsVolume(one.Name))
            ?? throw Wrong(row, $"'{row.Meter}' is no meter; there are {string.Join(", ", meters)}");
        if (row.Unit != meter.Unit)
            throw Wrong(row, $"the unit of {row.Meter} is {meter.Unit}, not '{row.Unit}'");
        if (!decimal.TryParse(row.ListUnitPrice, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var price) || price > MostPrice)
            throw Wrong(row, $"'{row.ListUnitPrice}' is no price of {row.Meter}: a number from 0 on is expected, such as 0.10");
        if (row.Currency is not { Length: 3 } || row.Currency.Any(letter => letter is < 'A' or > 'Z'))
            throw Wrong(row, $"'{row.Currency}' is no currency: a code of ISO 4217 is expected, such as USD");
        return new(row.Meter, row.Unit, price, row.Currency);
    }

    private const decimal MostPrice = 1_000_000_000m;

    private RaxBackupException Wrong(RateRow row, string what) =>
        Failure.About(source, FailureKind.InvalidArgument, nameof(Text.RateCardInvalid), source, row.Place, what);
}

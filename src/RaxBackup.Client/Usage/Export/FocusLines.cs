using System;
using System.Globalization;
using System.Text;

namespace RaxBackup.Client.Usage.Export;

/// <summary>
/// Charges with the columns of FOCUS 1.2, one for each quantity of an event and each month that it lies in. Nothing is negotiated or committed here, so
/// every cost is the quantity at its list price; nothing is rounded.
/// </summary>
internal sealed class FocusLines(RateCard prices) : ILines
{
    private const string Provider = "Rackspace";
    private const string Exact = "0.#############################";
    private readonly Quantity[] quantities = new Quantity[Meters.MostOfOne];
    private readonly Meters meters = new();
    private readonly CsvRow row = new();

    private const string Columns =
        "AvailabilityZone,BilledCost,BillingAccountId,BillingAccountName,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,ChargeCategory,ChargeClass,"
        + "ChargeDescription,ChargeFrequency,ChargePeriodEnd,ChargePeriodStart,ConsumedQuantity,ConsumedUnit,ContractedCost,ContractedUnitPrice,EffectiveCost,"
        + "InvoiceId,InvoiceIssuerName,ListCost,ListUnitPrice,PricingCategory,PricingQuantity,PricingUnit,ProviderName,PublisherName,RegionId,RegionName,"
        + "ResourceId,ResourceName,ResourceType,ServiceCategory,ServiceName,ServiceSubcategory,SkuId,SkuMeter,SkuPriceDetails,SkuPriceId,SubAccountId,"
        + "SubAccountName,Tags,x_EventId";

    private static readonly int Fields = Columns.Split(',').Length;

    public string Extension => ".csv";

    public string Header => Columns + CsvRow.End;

    public string End => CsvRow.End;

    public bool HasQuotedBreaks => true;

    public bool DropsHeld => false;

    public Unmeasured Unmeasured { get; } = new();

    public bool IsWhole(string lastLine) => CsvRow.FieldsOf(lastLine) == Fields;

    public void Write(UsageEvent usage, StringBuilder to)
    {
        row.To = to;
        var count = UsageKind.Measures(usage) ? meters.Read(usage.Product, quantities) : 0;
        if (count == 0)
        {
            Unmeasured.AddUnknown(usage);
            return;
        }
        var span = UsageSpan.Of(usage);
        if (span is null)
            Unmeasured.AddTimeless(usage);
        for (var i = 0; span is { } time && i < count; i++)
            WriteCharges(usage, quantities[i], time);
    }

    private void WriteCharges(UsageEvent usage, Quantity quantity, UsageSpan span)
    {
        var rate = prices.Of(quantity.Meter);
        if (quantity.Meter.Kind == MeterKind.Counter)
        {
            WriteCharge(usage, quantity, rate, span);
            return;
        }
        while (true)
        {
            var part = span.FirstMonth();
            WriteCharge(usage, quantity, rate, part);
            if (part.End >= span.End)
                return;
            span = new(part.End, span.End);
        }
    }

    private void WriteCharge(UsageEvent usage, Quantity quantity, Rate rate, UsageSpan span)
    {
        var meter = quantity.Meter;
        var value = meter.ValueOf(quantity.Amount, span);
        var amount = value.ToString(Exact, CultureInfo.InvariantCulture);
        var cost = (value * rate.ListUnitPrice).ToString(Exact, CultureInfo.InvariantCulture);
        var price = rate.ListUnitPrice.ToString(Exact, CultureInfo.InvariantCulture);
        var month = span.Start.Date.AddDays(1 - span.Start.Day);
        // FOCUS spells units of time in the plural.
        var unit = meter.Unit == "GB-Month" ? "GB-Months" : meter.Unit;
        foreach (var field in new[]
        {
            usage.DataCenter, cost, usage.TenantId, null, rate.Currency, UtcText.Short(month.AddMonths(1)), UtcText.Short(month), "Usage", null,
            $"{meter.Name}, {meter.Unit}", "Usage-Based", UtcText.Short(span.End), UtcText.Short(span.Start), amount, unit, cost, price, cost,
            null, Provider, cost, price, "Standard", amount, unit, Provider, Provider, usage.Region, usage.Region,
            usage.ResourceId, usage.ResourceName, usage.ResourceId is null ? null : usage.Product!.ResourceType, Category(meter), NameOf(meter), Subcategory(meter, usage),
            meter.Name, meter.Name, null, meter.Name, null,
            null, null, usage.EventId,
        })
        {
            row.Add(field);
        }
        row.EndRow();
    }

    private static string Category(Meter meter) => meter.Service == UsageService.Databases ? "Databases" : "Storage";

    private static string NameOf(Meter meter) => meter.Service switch
    {
        UsageService.Backup => "Cloud Backup",
        UsageService.BlockStorage => "Cloud Block Storage",
        UsageService.Files => "Cloud Files",
        _ => "Cloud Databases",
    };

    private static string Subcategory(Meter meter, UsageEvent usage) => meter.Service switch
    {
        UsageService.Backup => "Backup Storage",
        UsageService.BlockStorage => "Block Storage",
        UsageService.Files => "Object Storage",
        _ => usage.Product?.ResourceType switch
        {
            "MYSQL" or "PERCONA" or "MARIADB" or "POSTGRESSQL" => "Relational Databases",
            "MONGODB" or "CASSANDRA" => "NoSQL Databases",
            "REDIS" or "MEMCACHED" => "Caching",
            _ => "Other (Databases)",
        },
    };
}

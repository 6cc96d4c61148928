using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Client.Usage;
using RaxBackup.Client.Usage.Export;
using Xunit;

namespace RaxBackup.Client.Tests.Usage;

/// <summary>Charges as FOCUS 1.2 has them.</summary>
public sealed class FocusTests : IDisposable
{
    /// <summary>The mandatory columns of FOCUS 1.2, and whether they may be null.</summary>
    private static readonly Dictionary<string, bool> Mandatory = new()
    {
        ["BilledCost"] = false, ["BillingAccountId"] = false, ["BillingAccountName"] = true, ["BillingCurrency"] = false, ["BillingPeriodEnd"] = false,
        ["BillingPeriodStart"] = false, ["ChargeCategory"] = false, ["ChargeClass"] = true, ["ChargeDescription"] = true, ["ChargePeriodEnd"] = false,
        ["ChargePeriodStart"] = false, ["ContractedCost"] = false, ["EffectiveCost"] = false, ["InvoiceIssuerName"] = false, ["ListCost"] = false,
        ["PricingQuantity"] = true, ["PricingUnit"] = true, ["ProviderName"] = false, ["PublisherName"] = false, ["ServiceCategory"] = false, ["ServiceName"] = false,
    };

    private static readonly RateCard Prices = new("card", [.. new Meters().All.Select((meter, i) => new RateRow("", meter.Name, meter.Unit, $"0.0{i + 1}", "USD")), new("", "blockstorage.NVMe", "GB-Month", "3", "USD")]);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_has_every_mandatory_column()
    {
        var row = Assert.Single(Charges([UsageEvents.Of(new BackupStorage { Storage = 31_000_000_000 })]));
        Assert.All(Mandatory, column => Assert.True(row.TryGetValue(column.Key, out var value) && (column.Value || value.Length > 0), column.Key));
        Assert.Equal(("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"), (row["BillingPeriodStart"], row["BillingPeriodEnd"]));
        Assert.Equal(("2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z"), (row["ChargePeriodStart"], row["ChargePeriodEnd"]));
        Assert.Equal(("Usage", "Usage-Based", "Standard", ""), (row["ChargeCategory"], row["ChargeFrequency"], row["PricingCategory"], row["ChargeClass"]));
        Assert.Equal(("1", "GB-Months", "0.03", "0.03"), (row["PricingQuantity"], row["PricingUnit"], row["ListUnitPrice"], row["BilledCost"]));
        Assert.Equal(("Storage", "Cloud Backup", "Backup Storage"), (row["ServiceCategory"], row["ServiceName"], row["ServiceSubcategory"]));
        Assert.Equal(("1234", "r1", "DFW", "USD"), (row["BillingAccountId"], row["ResourceId"], row["RegionId"], row["BillingCurrency"]));
    }

    [Fact]
    public void What_crosses_a_month_is_charged_to_both()
    {
        var rows = Charges([UsageEvents.Of(new VolumeUsage { Type = "SSD", Provisioned = 868 }, "2026-02-28T00:00:00Z", "2026-03-02T00:00:00Z")]);
        Assert.Equal(["31", "28"], rows.Select(row => row["PricingQuantity"]));
        Assert.Equal(["2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"], rows.Select(row => row["BillingPeriodStart"]));
        Assert.Equal("2026-03-01T00:00:00Z", rows[0]["ChargePeriodEnd"]);
    }

    [Fact]
    public void Each_quantity_is_a_charge() => Assert.Equal(
        ["files.disk", "files.freeops", "files.costops"],
        Charges([UsageEvents.Of(new FilesStorage { Disk = 1, Freeops = 2, Costops = 3 })]).Select(row => row["SkuId"]));

    [Fact]
    public void Without_a_card_there_is_nothing_to_say()
    {
        var failure = Assert.Throws<RaxBackupException>(() => UsageExports.Open(new(folder["f"], UsageFormat.Focus)));
        Assert.Equal("RateCardRequired", failure.ErrorId);
        Assert.Empty(folder.Files);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_price_that_is_missing_leaves_nothing_written(bool append)
    {
        var card = new RateCard("card", [new("", "backup.storage", "GB-Month", "1", "USD")]);
        using (var export = UsageExports.Open(new(folder["f"], UsageFormat.Focus) { Prices = card, Append = append }))
        {
            export.Add(UsageEvents.Of(new BackupStorage { Storage = 1 }));
            Assert.Equal("RateMissing", Assert.Throws<RaxBackupException>(() => export.Add(UsageEvents.Of(new BackupLicense()))).ErrorId);
        }
        Assert.Empty(folder.Files);
    }

    [Property(MaxTest = 300, Replay = Chance.Seed)]
    public Property Costs_are_quantities_at_their_price_and_quantities_those_measured() => Prop.ForAll(UsageEvents.Any.ListOf().ToArbitrary(), events =>
    {
        var rows = Charges(events);
        Assert.All(rows, row => Assert.Equal(Number(row["PricingQuantity"]) * Number(row["ListUnitPrice"]), Number(row["ListCost"])));
        Assert.All(rows, row => Assert.Single(new[] { row["ListCost"], row["BilledCost"], row["EffectiveCost"], row["ContractedCost"] }.Distinct()));
        Assert.All(rows, row => Assert.True(string.CompareOrdinal(row["ChargePeriodStart"], row["ChargePeriodEnd"]) <= 0));
        var meter = new UsageMeter();
        foreach (var usage in events.Where(usage => UsageSpan.Of(usage) is not null))
            meter.Add(usage);
        var charged = rows.GroupBy(row => row["SkuId"]).ToDictionary(group => group.Key, group => group.Sum(row => Number(row["PricingQuantity"])));
        Assert.All(meter.Results(), row => Assert.InRange(charged[row.Quantity!] - row.Value, -1e-9m, 1e-9m));
        Assert.Equal(meter.Results().Count(), charged.Count);
    });

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private List<Dictionary<string, string>> Charges(IEnumerable<UsageEvent> events)
    {
        using (var export = UsageExports.Open(new(folder["f"], UsageFormat.Focus) { Prices = Prices }))
        {
            foreach (var usage in events)
                export.Add(usage);
            export.Complete();
        }
        using var csv = new CsvReader(new StreamReader(folder["f"]), CultureInfo.InvariantCulture);
        return [.. csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>().Select(row => row.ToDictionary(field => field.Key, field => (string)field.Value))];
    }
}

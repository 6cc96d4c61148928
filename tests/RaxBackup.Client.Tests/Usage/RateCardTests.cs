using System;
using System.IO;
using System.Linq;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Client.Usage;
using RaxBackup.Client.Usage.Export;
using Xunit;

namespace RaxBackup.Client.Tests.Usage;

/// <summary>Cards that price, and those that must not.</summary>
public sealed class RateCardTests : IDisposable
{
    private const string Header = "Meter,Unit,ListUnitPrice,Currency\n";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(Header + "backup.storage,GB-Month,0.10,USD\nbackup.license,Agent-Hours,0,USD\n")]
    [InlineData("\"Meter\",\"Unit\",\"ListUnitPrice\",\"Currency\"\r\n\"backup.storage\",\"GB-Month\",\"0.10\",\"USD\"\r\n\r\n")]
    [InlineData("Currency,note,meter,LISTUNITPRICE,unit\nUSD,\"a,b\",BACKUP.STORAGE,.1,GB-Month")]
    [InlineData("\uFEFF" + Header + "backup.storage,GB-Month,0.10,USD")]
    [InlineData("[{\"Meter\":\"backup.storage\",\"Unit\":\"GB-Month\",\"ListUnitPrice\":0.10,\"Currency\":\"USD\"}]")]
    [InlineData(" [{\"meter\":\"backup.storage\",\"unit\":\"GB-Month\",\"listUnitPrice\":\"0.10\",\"currency\":\"USD\"}]")]
    public void A_card_tells_what_a_unit_costs(string card)
    {
        var rate = Read(card).Of(Meter("backup.storage"));
        Assert.Equal((0.10m, "USD"), (rate.ListUnitPrice, rate.Currency));
    }

    [Fact]
    public void A_kind_of_volume_that_is_new_can_be_priced() =>
        Assert.Equal(1m, Read(Header + "blockstorage.NVMe,GB-Month,1,EUR").Of(new(UsageService.BlockStorage, "NVMe", "GB-Month", MeterKind.Months)).ListUnitPrice);

    [Fact]
    public void A_meter_that_is_missing_is_named()
    {
        var failure = Assert.Throws<RaxBackupException>(() => Read(Header).Of(Meter("files.disk")));
        Assert.Equal(("RateMissing", (object)"files.disk"), (failure.ErrorId, failure.Target!));
        Assert.Contains("files.disk (GB-Month)", failure.Message);
    }

    [Theory]
    [InlineData("", "the column Meter is missing")]
    [InlineData("Meter,Unit,Price,Currency\n", "the column ListUnitPrice is missing")]
    [InlineData(Header + "backup.storge,GB-Month,1,USD", "line 2: 'backup.storge' is no meter")]
    [InlineData(Header + ",GB-Month,1,USD", "line 2: '' is no meter")]
    [InlineData(Header + "backup.storage,GB,1,USD", "line 2: the unit of backup.storage is GB-Month, not 'GB'")]
    [InlineData(Header + "backup.storage,GB-Month,-1,USD", "line 2: '-1' is no price")]
    [InlineData(Header + "backup.storage,GB-Month,NaN,USD", "line 2: 'NaN' is no price")]
    [InlineData(Header + "backup.storage,GB-Month,\"0,10\",USD", "line 2: '0,10' is no price")]
    [InlineData(Header + "backup.storage,GB-Month,1e999,USD", "line 2: '1e999' is no price")]
    [InlineData(Header + "backup.storage,GB-Month,99999999999999999999999999,USD", "is no price")]
    [InlineData(Header + "backup.storage,GB-Month,,USD", "line 2: '' is no price")]
    [InlineData(Header + "backup.storage,GB-Month,1,$", "line 2: '$' is no currency")]
    [InlineData(Header + "backup.storage,GB-Month,1", "line 2: '' is no currency")]
    [InlineData(Header + "backup.storage,GB-Month,1,USD\nBackup.Storage,GB-Month,2,USD", "line 3: the meter Backup.Storage has a price already")]
    [InlineData(Header + "backup.storage,GB-Month,1,USD\nfiles.disk,GB-Month,2,EUR", "line 3: the currency is EUR, and that of others USD")]
    [InlineData(Header + "\"backup.storage,GB-Month,1,USD", "cannot be used")]
    [InlineData("[1]", "an array of objects is expected")]
    [InlineData("[{]", "cannot be used")]
    [InlineData("[{\"Meter\":\"backup.storage\"}]", "row 1: the unit of backup.storage is GB-Month, not ''")]
    public void A_card_that_could_cost_money_is_refused(string card, string why)
    {
        var failure = Assert.Throws<RaxBackupException>(() => Read(card));
        Assert.Equal(("RateCardInvalid", FailureKind.InvalidArgument), (failure.ErrorId, failure.Kind));
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_that_is_not_there_is_told() =>
        Assert.Equal("RateCardUnreadable", Assert.Throws<RaxBackupException>(() => RateCardFile.Read(folder["none"])).ErrorId);

    private static Meter Meter(string name) => new Meters().All.Single(meter => meter.Name == name);

    private RateCard Read(string card)
    {
        File.WriteAllText(folder["card"], card);
        return RateCardFile.Read(folder["card"]);
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Client.Usage.Export;
using Xunit;

namespace RaxBackup.Client.Tests.Usage;

/// <summary>Lines that other programs read: by parsers that are not ours.</summary>
public sealed class LinesTests
{
    private static readonly JsonSerializerOptions Everything = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    [Fact]
    public void The_columns_of_CSV_are_part_of_the_contract() => Assert.Equal(
        "EventId,Service,Type,EventType,Region,DataCenter,TenantId,ResourceId,ResourceName,Environment,StartTime,EndTime,EventTime,Published,Updated,SourceEventId,"
        + "Product,ServiceCode,ResourceType,Version,ServerId,ServerName,External,BandwidthInBytes,BandwidthOutBytes,CdnBandwidthOutBytes,StorageBytes,DiskBytes,"
        + "FreeOps,CostOps,VolumeType,ProvisionedGB,SnapshotGB,MemoryMB,StorageGB,DbVersion,IsHAInstance,Namespace,Attributes,Categories,Content\r\n",
        new CsvLines().Header);

    [Property(MaxTest = 500, Replay = Chance.Seed)]
    public Property CSV_says_the_same_to_another_parser() => Prop.ForAll(UsageEvents.Any.ListOf().ToArbitrary(), events =>
    {
        using var csv = new CsvReader(new StringReader(Lines(new CsvLines(), events)), CultureInfo.InvariantCulture);
        var rows = csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>().ToList();
        Assert.Equal(events.Count, rows.Count);
        foreach (var (usage, row) in events.Zip(rows))
        {
            Assert.Equal(usage.EventId, row["EventId"]);
            Assert.Equal(usage.ResourceName ?? "", row["ResourceName"]);
            Assert.Equal(usage.Content ?? "", row["Content"]);
            Assert.Equal(usage.Service.ToString(), row["Service"]);
            Assert.Equal(usage.StartTime, TimeOrNull(row["StartTime"]));
            Assert.Equal(usage.Published, TimeOrNull(row["Published"]));
            Assert.Equal((usage.Product as FilesStorage)?.Freeops.ToString(CultureInfo.InvariantCulture) ?? "", row["FreeOps"]);
            Assert.Equal((usage.Product as BackupStorage)?.Storage.ToString(CultureInfo.InvariantCulture) ?? "", row["StorageBytes"]);
        }
    });

    [Property(MaxTest = 500, Replay = Chance.Seed)]
    public Property JSON_lines_are_typed_for_another_parser() => Prop.ForAll(UsageEvents.Any.ListOf().ToArbitrary(), events =>
    {
        var lines = Lines(new JsonlLines(), events).Split('\n');
        Assert.Equal("", lines[^1]);
        Assert.Equal(events.Count, lines.Length - 1);
        foreach (var (usage, line) in events.Zip(lines))
        {
            using var row = JsonDocument.Parse(line);
            Assert.StartsWith("{\"EventId\":", line, StringComparison.Ordinal);
            Assert.All(row.RootElement.EnumerateObject(), field => Assert.NotEqual(JsonValueKind.Null, field.Value.ValueKind));
            Assert.All(row.RootElement.EnumerateObject(), field => Assert.NotEqual(JsonValueKind.Object, field.Value.ValueKind));
            Assert.Equal(usage.ResourceName, row.RootElement.TryGetProperty("ResourceName", out var name) ? name.GetString() : null);
            if (usage.Product is BackupStorage storage)
                Assert.Equal(storage.Storage, row.RootElement.GetProperty("StorageBytes").GetUInt64());
        }
    });

    [Property(MaxTest = 500, Replay = Chance.Seed)]
    public Property JSON_lines_come_back_as_the_very_same_events() => Prop.ForAll(UsageEvents.Any.ToArbitrary(), usage =>
    {
        var back = JsonlReader.ReadOrNull(Lines(new JsonlLines(), [usage]).TrimEnd('\n'))!;
        if (usage.Product is VolumeSnapshotUsage { Snapshot: double.PositiveInfinity } snapshot)
            snapshot.Snapshot = double.NaN; // what is no number is left out
        Assert.Equal(Whole(usage), Whole(back));
    });

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"EventId\":\"a\",\"Service\":\"Mail\"}")]
    [InlineData("{\"EventId\":\"a\",\"Service\":\"Backup\",\"Product\":\"BackupStorage\"}")]
    [InlineData("{\"EventId\":\"a\",\"Service\":\"Backup\",\"Product\":\"BackupStorage\",\"StorageBytes\":-1}")]
    [InlineData("{\"EventId\":\"a\",\"Service\":\"Backup\",\"Updated\":\"then\"}")]
    [InlineData("{\"EventId\":\"a\",\"Service\":\"Backup\"}{}")]
    public void What_is_no_line_of_ours_is_no_event(string line) => Assert.Null(JsonlReader.ReadOrNull(line));

    [Theory]
    [InlineData("2026-11-22T13:05:10Z", "2026-11-22T13:05:10.000Z", "2026-11-22T13:05:10Z")]
    [InlineData("2026-11-22T13:05:10.25Z", "2026-11-22T13:05:10.250Z", "2026-11-22T13:05:10.25Z")]
    [InlineData("2026-11-22T13:05:10.0000001Z", "2026-11-22T13:05:10.0000001Z", "2026-11-22T13:05:10.0000001Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z", "0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z")]
    [InlineData("2026-11-22T00:30:00+01:00", "2026-11-21T23:30:00.000Z", "2026-11-21T23:30:00Z")]
    public void Times_are_written_in_UTC(string time, string column, string shortest)
    {
        var moment = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).UtcDateTime;
        Assert.Equal(column, UtcText.Of(moment));
        Assert.Equal(shortest, UtcText.Short(moment));
    }

    private static DateTimeOffset? TimeOrNull(object text) =>
        text is "" ? null : DateTimeOffset.ParseExact((string)text, "yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string Lines(ILines lines, IEnumerable<UsageEvent> events)
    {
        var text = new StringBuilder(lines.Header);
        foreach (var usage in events)
            lines.Write(usage, text);
        return text.ToString();
    }

    private static string Whole(UsageEvent usage) => JsonSerializer.Serialize(usage, Everything) + JsonSerializer.Serialize<object?>(usage.Product, Everything);
}

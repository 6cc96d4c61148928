using System;
using System.Globalization;

namespace RaxBackup;

/// <summary>What was used of one thing within one group, summed exactly.</summary>
public class UsageMeasure
{
    /// <summary>The group: a day (<c>2026-11-22</c>, UTC), a month (<c>2026-11</c>), a region, a type, a service or a resource's id.</summary>
    public string? Group { get; set; }
    /// <summary>The service that was used.</summary>
    public UsageService Service { get; set; }
    /// <summary>Derived category of the events, where all of the row are of one; else null.</summary>
    public string? Type { get; set; }
    /// <summary>What is measured, by its meter: <c>backup.storage</c>, <c>files.bandwidthOut</c>, ...</summary>
    public string? Quantity { get; set; }
    /// <summary>Unit of the value: GB (10^9 bytes), GB-Month, GB-Hours, MB-Hours, Agent-Hours or Operations.</summary>
    public string? Unit { get; set; }
    /// <summary>The sum.</summary>
    public decimal Value { get; set; }
    /// <summary>Events that the sum has a part of.</summary>
    public long Count { get; set; }
    /// <summary>Start of the earliest of them within the group, inclusive (UTC).</summary>
    public DateTimeOffset? From { get; set; }
    /// <summary>End of the latest of them within the group, exclusive (UTC).</summary>
    public DateTimeOffset? To { get; set; }
    /// <summary>The sum, short: <c>backup.storage 12.5 GB-Month</c>.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", Quantity, Display.Amount(Value), Unit);
}

/// <summary>What usage is grouped by.</summary>
public enum UsageGrouping
{
    /// <summary>The resource's id.</summary>
    Resource,
    /// <summary>The day, in UTC.</summary>
    Day,
    /// <summary>The month, in UTC.</summary>
    Month,
    /// <summary>The region.</summary>
    Region,
    /// <summary>The derived category, such as <c>cloudbackup.storage.agent.usage</c>.</summary>
    Type,
    /// <summary>The service.</summary>
    Service,
}

/// <summary>Formats that usage is exported to.</summary>
public enum UsageFormat
{
    /// <summary>RFC 4180, one event a line.</summary>
    Csv,
    /// <summary>JSON Lines, one event a line.</summary>
    Jsonl,
    /// <summary>FOCUS 1.2, a CSV with one charge a line.</summary>
    Focus,
    /// <summary>One page for people.</summary>
    Html,
}

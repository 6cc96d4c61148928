using System;

namespace RaxBackup.Client.Usage;

/// <summary>How an amount becomes a value: as it is, or by the time that it stood.</summary>
internal enum MeterKind
{
    Counter,
    Hours,
    Months,
}

/// <summary>What is measured and priced: its name, its unit, and how many of an event's own units make one of it.</summary>
internal sealed class Meter(UsageService service, string quantity, string unit, MeterKind kind, decimal perUnit = 1m)
{
    public UsageService Service { get; } = service;

    /// <summary>Such as <c>backup.storage</c>; rate cards name it.</summary>
    public string Name { get; } = service.ToString().ToLowerInvariant() + "." + quantity;

    /// <summary>Such as <c>GB-Month</c>.</summary>
    public string Unit { get; } = unit;

    public MeterKind Kind { get; } = kind;

    /// <summary>Units of an event in one of <see cref="Unit"/>, time aside: 10^9 bytes for a GB.</summary>
    public decimal PerUnit { get; } = perUnit;

    public override string ToString() => Name;

    /// <summary>The value of an amount that stood for this time, in the month of its start.</summary>
    public decimal ValueOf(decimal amount, UsageSpan span) => Kind switch
    {
        MeterKind.Counter => amount / PerUnit,
        MeterKind.Hours => amount / PerUnit * span.Ticks / TimeSpan.TicksPerHour,
        _ => amount / PerUnit * span.Ticks / MonthTicks(span.DaysInMonth),
    };

    /// <summary>A GB-Month is a GB for a whole month, by the month's own length.</summary>
    public static decimal MonthTicks(int days) => (decimal)days * TimeSpan.TicksPerDay;
}

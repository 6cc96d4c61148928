using System;
using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Client.Usage;

/// <summary>The sum of one quantity in one group.</summary>
internal sealed class MeterRow(Meter meter, string? type)
{
    private const int ShortestMonth = 28;
    private const int MonthLengths = 4;
    private readonly ExactSum[] sums = new ExactSum[meter.Kind == MeterKind.Months ? MonthLengths : 1];
    private long last = -1;
    private string? commonType = type;
    private DateTime? from, to;

    /// <summary>Adds what an event has of it within a span; the event's number tells its parts from those of the next.</summary>
    public void Add(long eventNumber, string? eventType, decimal amount, UsageSpan? span)
    {
        if (eventNumber != last)
        {
            Count++;
            last = eventNumber;
        }
        if (!ReferenceEquals(commonType, eventType) && commonType != eventType)
            commonType = null;
        if (meter.Kind == MeterKind.Counter)
            sums[0].Add(amount, 1);
        else
            sums[meter.Kind == MeterKind.Months ? span!.Value.DaysInMonth - ShortestMonth : 0].Add(amount, span!.Value.Ticks);
        if (span is { } time)
        {
            from = from < time.Start ? from : time.Start;
            to = to > time.End ? to : time.End;
        }
    }

    public long Count { get; private set; }

    public UsageMeasure Result(string group) => new()
    {
        Group = group,
        Service = meter.Service,
        Type = commonType,
        Quantity = meter.Name,
        Unit = meter.Unit,
        Value = Value,
        Count = Count,
        From = from,
        To = to,
    };

    private decimal Value => meter.Kind switch
    {
        MeterKind.Counter => sums[0].Over(meter.PerUnit),
        MeterKind.Hours => sums[0].Over(meter.PerUnit * TimeSpan.TicksPerHour),
        _ => sums.Select((sum, i) => sum.Over(meter.PerUnit * Meter.MonthTicks(ShortestMonth + i))).Sum(),
    };
}

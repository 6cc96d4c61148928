using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RaxBackup.Client.Usage.Html;

/// <summary>The columns of a chart: days; months where there would be too many, and years where there would still be.</summary>
internal sealed class Buckets
{
    private const int Most = 400;
    private readonly Func<DateTime, int> indexOf;
    private readonly Func<int, DateTime> startOf;

    public Buckets(DateTime first, DateTime last)
    {
        var months = MonthOf(last) - MonthOf(first);
        if ((last - first).Days < Most)
            (Unit, indexOf, startOf) = ("day", day => (day - first).Days, index => first.AddDays(index));
        else if (months < Most)
            (Unit, indexOf, startOf) = ("month", day => MonthOf(day) - MonthOf(first), index => first.AddDays(1 - first.Day).AddMonths(index));
        else
            (Unit, indexOf, startOf) = ("year", day => day.Year - first.Year, index => new DateTime(first.Year + index, 1, 1));
        Count = indexOf(last) + 1;
    }

    /// <summary>What one column is: a day, a month or a year.</summary>
    public string Unit { get; }

    public int Count { get; }

    /// <summary>How a column is called: 2026-11-30, 2026-11 or 2026.</summary>
    public string NameOf(int index) =>
        startOf(index).ToString(Unit switch { "day" => "yyyy-MM-dd", "month" => "yyyy-MM", _ => "yyyy" }, CultureInfo.InvariantCulture);

    public DateTime StartOf(int index) => startOf(index);

    /// <summary>Days that a column has; the first and the last month may be cut.</summary>
    public int DaysOf(int index)
    {
        if (Unit == "day")
            return 1;
        var start = startOf(index);
        return Unit == "month" ? DateTime.DaysInMonth(start.Year, start.Month) : DateTime.IsLeapYear(start.Year) ? 366 : 365;
    }

    /// <summary>The sums of a meter's days, column by column; null where no day has any.</summary>
    public decimal?[] Sum(MeterTotal meter) => Sum(meter, (_, value) => value);

    /// <summary>The same of what each day's value is turned into.</summary>
    public decimal?[] Sum(MeterTotal meter, Func<DateTime, decimal, decimal> turn)
    {
        var sums = new decimal?[Count];
        foreach (var day in meter.Days)
            sums[indexOf(day.Key)] = (sums[indexOf(day.Key)] ?? 0) + turn(day.Key, day.Value);
        return sums;
    }

    /// <summary>The columns that have a label below, at most seven.</summary>
    public IReadOnlyList<(int Index, string Text)> Labels()
    {
        var starts = new List<int>();
        var isLong = Unit == "day" && Count > 62;
        for (var i = 0; i < Count; i++)
        {
            if (!isLong || startOf(i).Day == 1)
                starts.Add(i);
        }
        var step = (starts.Count + 6) / 7;
        var format = Unit == "year" ? "yyyy" : Unit == "month" || isLong ? "MMM yyyy" : "d MMM";
        return [.. starts.Where((_, i) => i % step == 0).Select(index => (index, startOf(index).ToString(format, CultureInfo.InvariantCulture)))];
    }

    private static int MonthOf(DateTime day) => day.Year * 12 + day.Month;
}

using System;
using System.Collections.Generic;

namespace RaxBackup.Client.Usage.Html;

/// <summary>A vertical axis from 0 to a round number, with at most five steps.</summary>
internal sealed class Scale
{
    private readonly double step;

    public Scale(decimal largest)
    {
        var most = (double)Math.Max(largest, 0.000000001m);
        var power = Math.Pow(10, Math.Floor(Math.Log10(most / 5)));
        step = power;
        foreach (var factor in new[] { 1, 2, 2.5, 5, 10 })
        {
            step = power * factor;
            if (step * 5 >= most * 0.999999)
                break;
        }
        Top = step * Math.Ceiling(most / step - 0.000001);
    }

    public double Top { get; }

    public IEnumerable<(double Share, string Label)> Ticks()
    {
        for (var value = 0d; value <= Top * 1.000001; value += step)
            yield return (value / Top, Numbers.Short(value));
    }

    public double ShareOf(decimal value) => Math.Max(0, (double)value / Top);
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Client.Usage;

/// <summary>Events that are in no sum, or not in all: how many, and the first kinds of them.</summary>
internal sealed class Unmeasured
{
    private const int MostNamed = 5;
    private readonly HashSet<string> kinds = new(StringComparer.Ordinal);

    /// <summary>Events that tell no quantity that is known here.</summary>
    public long Unknown { get; private set; }

    /// <summary>Events whose times give no span, or one of more than a year.</summary>
    public long Timeless { get; private set; }

    public void AddUnknown(UsageEvent usage)
    {
        Unknown++;
        Name(usage);
    }

    public void AddTimeless(UsageEvent usage)
    {
        Timeless++;
        Name(usage);
    }

    /// <summary>Their first kinds, by type.</summary>
    public IEnumerable<string> Kinds => kinds.OrderBy(kind => kind, StringComparer.Ordinal);

    private void Name(UsageEvent usage)
    {
        if (kinds.Count < MostNamed)
            kinds.Add(usage.Type ?? usage.EventType ?? usage.Product?.ToString() ?? "?");
    }
}

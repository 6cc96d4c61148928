using System;
using System.Collections.Generic;

namespace RaxBackup.Client.Usage.Html;

/// <summary>Whose usage it is; a name or a region may be missing.</summary>
internal sealed record Resource(string Id, string Name, string Region)
{
    /// <summary>How it is called: by its name, else by its id.</summary>
    public string Label => Name.Length > 0 ? Name : Id.Length > 0 ? Id : "(no resource)";
}

/// <summary>What a resource used of one meter, and the events that told it.</summary>
internal readonly record struct ResourceUse(Resource Resource, decimal Value, long Count);

/// <summary>One meter: its sum, its days, and its resources, the largest first.</summary>
internal sealed class MeterTotal(UsageMeasure total, IReadOnlyDictionary<DateTime, decimal> days, IReadOnlyList<ResourceUse> resources)
{
    public string Meter { get; } = total.Quantity ?? "";

    public string Name => MeterNames.NameOf(Meter);

    public string Unit { get; } = total.Unit ?? "";

    public decimal Value { get; } = total.Value;

    public IReadOnlyDictionary<DateTime, decimal> Days { get; } = days;

    public IReadOnlyList<ResourceUse> Resources { get; } = resources;
}
